import { text } from "./language.js";
import { degrees, fitting } from "./numbers.js";

const element = (id) => document.getElementById(id);

/** The large picture, before and after: each whole, in the same place. What is not the item's own is never shown. */
export class Stage {
  #item = null;
  #tried = null;
  #sources = new Map();

  constructor() {
    element("compare").addEventListener("input", () => this.compare());
  }

  /** Shows an item as it is now. `isHeld`: somebody is turning it, and what is shown of that stays. */
  show(item, isHeld) {
    if (item !== this.#item) this.#begin(item);
    const { small, state } = item;
    element("before").alt = text("before");
    element("after").alt = text("after");
    element("compare-row").hidden = element("stage").hidden = !small;
    element("empty").hidden = Boolean(small);
    element("empty").textContent = state === "failed" ? text("noPicture") : text("waitingForPicture");
    if (!small) return;
    if (!element("before").hasAttribute("src")) element("before").src = small.toDataURL("image/jpeg", 0.9);
    this.#load("before", item.original, () => { if (!this.#isResult) this.turn(this.#tried ?? item.turnedBy); });
    if (isHeld || this.#tried !== null) return;
    const result = state === "done" && !item.document ? item.result : null;
    if (!result || this.#sources.get("after") !== result) this.turn(item.turnedBy);
    // What the browser cannot show stays turned in view.
    this.#load("after", result, () => element("after").style.removeProperty("transform"));
    this.compare();
  }

  /** Shows the picture as a guess would turn it, for as long as somebody looks at that; null ends it. */
  try(angle) {
    if (!this.#item || angle === this.#tried) return;
    this.#tried = angle;
    if (angle === null) this.show(this.#item, false);
    else this.turn(angle);
    this.compare();
  }

  /** Turns the picture as it was on the screen; the service's own follows. */
  turn(angle) {
    const { small } = this.#item;
    if (!small) return;
    this.#forget("after");
    const after = element("after");
    after.src = element("before").src;
    const room = element("stage").getBoundingClientRect();
    after.style.transform = `rotate(${angle}deg) scale(${fitting(small.width, small.height, angle, room)})`;
  }

  clear() {
    this.#item = this.#tried = null;
    for (const id of ["before", "after"]) {
      this.#forget(id);
      element(id).removeAttribute("src");
      element(id).style.removeProperty("transform");
    }
  }

  /** Shows as much of the picture as it was as the slider says. */
  compare() {
    const share = Number(element("compare").value);
    element("stage").style.setProperty("--before", `${share}%`);
    element("stage").classList.toggle("divided", share > 0);
    const after = this.#tried === null ? text("after") : text("guess", degrees(this.#tried));
    element("tag-before").textContent = share > 0 ? text("before") : "";
    element("tag-after").textContent = share < 100 ? after : "";
    element("compare").setAttribute("aria-valuetext", share === 0 ? after : share === 100 ? text("before") : text("sharesBefore", share));
  }

  get #isResult() {
    return this.#sources.has("after");
  }

  #begin(item) {
    this.clear();
    this.#item = item;
    element("compare").value = 0;
  }

  // Put in its place when it can be shown, not before: a picture half loaded is another picture's neighbour.
  async #load(id, blob, then) {
    if (!blob || this.#sources.get(id) === blob) return;
    this.#forget(id);
    this.#sources.set(id, blob);
    const url = URL.createObjectURL(blob);
    const probe = new Image();
    probe.src = url;
    const isShown = await probe.decode().then(() => true, () => false);
    if (this.#sources.get(id) !== blob || !isShown) {
      URL.revokeObjectURL(url);
      return;
    }
    element(id).src = url;
    element(id).url = url;
    then();
  }

  #forget(id) {
    this.#sources.delete(id);
    if (element(id).url) URL.revokeObjectURL(element(id).url);
    element(id).url = null;
  }
}
