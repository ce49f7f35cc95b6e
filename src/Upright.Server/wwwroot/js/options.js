import { text } from "./language.js";

const form = document.getElementById("options");
const stale = document.getElementById("stale");

/** The options of the query as they stand for a picture, and the key. A document keeps its format. */
export const options = (picture) => {
  const given = [...new FormData(form)].filter(([name, value]) => value !== "" && name !== "names");
  return Object.fromEntries(picture.isDocument ? given.filter(([name]) => name !== "format" && name !== "quality") : given);
};

/** How results are called: kept or marked. */
export const nameStyle = () => form.elements.names.value;

/** Calls when options change, and when they are to be applied to what is there. */
export const onOptions = (changed, apply) => {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    showValues();
    changed();
  });
  document.getElementById("apply").addEventListener("click", apply);
};

/** Says of how many pictures the answer was made with other options. */
export const showStale = (count) => {
  stale.hidden = count === 0;
  document.getElementById("stale-text").textContent = text("stale", count);
};

/** Whether a picture was answered with other options than these. The key decides nothing. */
export const isStale = (picture) => {
  if (!picture.asked) return false;
  const plain = ({ key, ...rest }) => JSON.stringify(rest);
  return plain(picture.asked) !== plain(options(picture));
};

const showValues = () => {
  form.elements.shown.value = Number(form.elements.threshold.value).toFixed(2);
  const { format, quality } = form.elements;
  quality.disabled = ["png", "gif", "tiff"].includes(format.value);
};
