import { text } from "./language.js";
import { degrees, percent } from "./numbers.js";

/** One picture in the list: turns before one's eyes when its angle is known. */
export const card = (picture, open) => {
  const item = document.createElement("li");
  item.innerHTML = `<button type="button"><span class="frame"><span class="turning"></span><span class="grid"></span></span>
    <span class="name"></span><span class="line"><span class="angle"></span><span class="verdict"></span></span>
    <span class="confidence"><span></span></span></button>`;
  const button = item.querySelector("button");
  const part = (name) => item.querySelector(`.${name}`);
  part("name").textContent = picture.file.name;
  button.addEventListener("click", open);

  const show = () => {
    item.dataset.verdict = picture.verdict;
    if (picture.small && !part("turning").firstChild) part("turning").append(picture.small);
    const known = picture.state === "done" && picture.metadata;
    if (known && picture.pages) {
      part("angle").textContent = text("pagesTurned", picture.metadata.turned_pages, picture.pages.length);
    } else if (known) {
      turn(part("turning"), picture);
      const isGuess = picture.verdict === "unsure";
      part("angle").textContent = isGuess ? text("guess", degrees(picture.metadata.predicted_angle)) : degrees(picture.turnedBy);
      part("confidence").firstElementChild.style.inlineSize = `${percent(picture.sureness)}%`;
      part("confidence").title = text("sure", percent(picture.sureness));
    }
    part("verdict").textContent = picture.state === "failed" ? picture.error.code ?? text("unreachable") : text(picture.verdict);
  };
  picture.addEventListener("change", show);
  show();
  return { item, show };
};

/** Turned by the angle, and as large as its frame allows. */
const turn = (element, picture) => {
  const { width, height } = picture.small;
  const radians = picture.turnedBy * Math.PI / 180;
  const [sin, cos] = [Math.abs(Math.sin(radians)), Math.abs(Math.cos(radians))];
  const frame = Math.max(width, height);
  const scale = Math.min(1, frame / Math.max(width * cos + height * sin, width * sin + height * cos));
  element.style.transform = `rotate(${picture.turnedBy}deg) scale(${scale})`;
};
