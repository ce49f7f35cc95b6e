import { text } from "./language.js";
import { Dial } from "./dial.js";
import { Stage } from "./stage.js";
import { Filmstrip } from "./filmstrip.js";
import { showSide } from "./side.js";
import { drawPorthole } from "./porthole.js";
import { share } from "./share.js";
import { saveOne } from "./downloads.js";

const element = (id) => document.getElementById(id);
const isShown = (id) => element(id).checked;

/** One picture or page, large: before and after, what the network saw, what to decide, and a dial to correct it by. */
export class Detail {
  #dialog = element("detail");
  #item = null;
  #redraw = () => this.show();
  #stage = new Stage();
  #strip = new Filmstrip((page) => this.open(page));

  /** `pictures` has the items one after the other, `actions` does what is chosen, `retry` asks once more for a picture. */
  constructor(pictures, actions, retry) {
    this.pictures = pictures;
    this.actions = actions;
    this.dial = new Dial((angle) => this.#stage.turn(angle), (angle) => actions.turnTo([this.#item], angle));
    this.#on("close", () => this.#dialog.close());
    this.#on("previous", () => this.#step(-1));
    this.#on("next", () => this.#step(1));
    this.#on("next-unsure", () => this.open(this.#unsure()[0]));
    this.#on("use-guess", () => this.#decide(() => actions.useGuess([this.#item])));
    for (const [begins, ends] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
      element("use-guess").addEventListener(begins, () => this.#stage.try(this.#item?.guess ?? null));
      element("use-guess").addEventListener(ends, () => this.#stage.try(null));
    }
    this.#on("keep", () => this.#decide(() => actions.keep([this.#item])));
    this.#on("again", () => retry([this.#picture]));
    this.#on("back", () => {
      this.dial.forget();
      actions.back([this.#item]);
    });
    this.#on("download", () => saveOne(this.#picture));
    this.#on("share", () => share(this.#item, element("verdict").textContent));
    for (const id of ["show-corners", "show-lines", "show-grid"]) element(id).addEventListener("change", this.#redraw);
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("close", () => this.#leave());
  }

  /** Opens a picture, or a page; of a document the first page to be decided about. */
  open(item) {
    const shown = item.pages ? item.pages.find((page) => page.verdict === "unsure") ?? item.pages[0] : item;
    this.#leave();
    this.#item = shown;
    this.#picture.addEventListener("change", this.#redraw);
    if (shown.document) {
      shown.addEventListener("change", this.#redraw);
      shown.see();
      shown.seeLarge();
    }
    if (!this.#dialog.open) this.#dialog.showModal();
    this.show();
    this.#dialog.scrollTop = 0; // what is said of it is above what was last done to another
    this.#focus();
  }

  show() {
    const item = this.#item;
    if (!item) return;
    const { items } = this.pictures;
    element("detail-name").textContent = item.name;
    element("detail-place").textContent = text("place", items.indexOf(item) + 1, items.length);
    showSide(item, this.#unsure().length);
    // The answer to an earlier turn must not turn the dial back under the hand that turns it on.
    this.#stage.show(item, this.dial.isMoving);
    if (item.metadata && !this.dial.isMoving) this.dial.value = item.turnedBy;
    element("grid").hidden = !isShown("show-grid");
    const { view } = item.metadata ?? {};
    element("seen").hidden = !view || !item.small;
    if (view && item.small) drawPorthole(element("porthole"), item, { corners: isShown("show-corners"), lines: isShown("show-lines") });
    this.#strip.show(item);
  }

  get #picture() {
    return this.#item.document ?? this.#item;
  }

  #on(id, does) {
    element(id).addEventListener("click", does);
  }

  // The unsure ones from here on, round to the one before.
  #unsure() {
    const { items } = this.pictures;
    const at = items.indexOf(this.#item);
    return [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))].filter(({ verdict }) => verdict === "unsure");
  }

  #decide(does) {
    this.dial.forget();
    this.#stage.try(null);
    does();
    this.#focus();
  }

  // What comes next has the focus, so that Enter goes on and on; the keys work from anywhere in the dialog.
  #focus() {
    const next = ["use-guess", "next-unsure", "again"].find((id) => !element(id).hidden);
    element(next ?? "detail-name").focus({ preventScroll: true });
  }

  #step(by) {
    const { items } = this.pictures;
    this.open(items[(items.indexOf(this.#item) + by + items.length) % items.length]);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=range], .dial")) return;
    const does = {
      ArrowLeft: () => this.#step(-1),
      ArrowRight: () => this.#step(1),
      g: () => this.#item.guess !== null && this.#decide(() => this.actions.useGuess([this.#item])),
      k: () => this.#decide(() => this.actions.keep([this.#item])),
      l: () => this.actions.turnBy([this.#item], -90),
      r: () => this.actions.turnBy([this.#item], 90),
      u: () => this.actions.turnBy([this.#item], 180),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  #leave() {
    this.dial.finish();
    this.#item?.removeEventListener("change", this.#redraw);
    if (this.#item) this.#picture.removeEventListener("change", this.#redraw);
    this.#item = null;
    this.#stage.clear();
  }
}
