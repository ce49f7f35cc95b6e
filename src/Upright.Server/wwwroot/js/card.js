import { text } from "./language.js";
import { degrees, fitting, percent } from "./numbers.js";
import { whatHappened } from "./problems.js";

const template = document.getElementById("card");

/**
 * One picture in the list: turns before one's eyes when its angle is known, and has what can be done to it at once.
 * `does` has open, select, turn(by), guess, keep, retry and remove.
 */
export const card = (picture, does) => {
  const item = template.content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`.${name}`);
  part("name").textContent = picture.path;
  part("name").title = picture.path;
  part("open").addEventListener("click", does.open);
  part("select").addEventListener("change", (event) => does.select(event.target.checked, event));
  for (const button of item.querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => does.turn(Number(button.dataset.turn)));
  }
  for (const name of ["guess", "keep", "retry", "remove"]) part(name).addEventListener("click", does[name]);

  // A guess is shown before it is used: while the pointer or the focus is on it.
  const lookAt = (angle) => picture.small && turn(part("turning"), picture.small, angle ?? picture.turnedBy);
  for (const [begins, ends] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
    part("guess").addEventListener(begins, () => lookAt(picture.guess));
    part("guess").addEventListener(ends, () => lookAt(null));
  }

  const show = () => {
    item.dataset.verdict = picture.verdict;
    item.classList.toggle("selected", picture.isSelected);
    part("select").checked = picture.isSelected;
    const isDone = picture.state === "done";
    const preview = picture.small ?? picture.pages?.[0].small;
    if (preview && part("turning").firstChild !== preview) part("turning").replaceChildren(preview);
    if (preview) turn(part("turning"), preview, picture.turnedBy);
    part("angle").textContent = isDone ? said(picture) : "";
    part("verdict").textContent = picture.state === "failed" ? whatHappened(picture.error) : text(picture.verdict);
    part("confidence").hidden = !isDone || Boolean(picture.pages);
    if (isDone && !picture.pages) {
      part("confidence").firstElementChild.style.inlineSize = `${percent(picture.sureness)}%`;
      part("confidence").title = text("sure", percent(picture.sureness));
    }
    part("guess").hidden = picture.guess === null;
    if (picture.guess !== null) part("guess").textContent = text("useGuess", degrees(picture.guess));
    // Also where the guess is that it stands upright: it is decided then.
    part("keep").hidden = picture.verdict !== "unsure" || Boolean(picture.pages);
    part("retry").hidden = picture.state !== "failed";
    part("turns").hidden = picture.state === "failed" || Boolean(picture.pages);
    for (const labelled of item.querySelectorAll("[data-says]")) {
      const label = text(labelled.dataset.says, picture.name);
      labelled.setAttribute("aria-label", label);
      if (labelled.tagName === "BUTTON") labelled.title = text(labelled.dataset.says, "").trim();
    }
    for (const labelled of item.querySelectorAll("[data-text]")) labelled.textContent = text(labelled.dataset.text);
  };
  picture.addEventListener("change", show);
  show();
  return { item, show };
};

const said = (picture) => {
  if (picture.pages) {
    const unsure = picture.pages.filter((page) => page.verdict === "unsure").length;
    const turned = picture.pages.filter((page) => page.isChanged).length;
    return text("pagesTurned", turned, picture.pages.length) + (unsure ? text("pagesUnsure", unsure) : "");
  }
  return picture.verdict === "unsure" ? text("guess", degrees(picture.metadata.predicted_angle)) : degrees(picture.turnedBy);
};

/** Turned by the angle, and as large as its frame allows. */
const turn = (element, { width, height }, angle) => {
  element.style.transform = `rotate(${angle}deg) scale(${fitting(width, height, angle)})`;
};
