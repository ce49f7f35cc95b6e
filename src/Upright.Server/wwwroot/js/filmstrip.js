import { text } from "./language.js";
import { fitting } from "./numbers.js";

const strip = document.getElementById("strip");

/** The pages of a document below the large one, each turned as it is turned; fetched when they come into view. */
export class Filmstrip {
  #document = null;
  #frames = new Map();
  #sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.page.see();
  }, { root: strip, rootMargin: "0px 400px" });

  constructor(open) {
    this.open = open;
  }

  show(item) {
    const document = item.document ?? null;
    strip.hidden = document === null;
    if (document !== this.#document) this.#begin(document);
    if (document === null) return;
    for (const [page, frame] of this.#frames) {
      draw(page, frame);
      frame.firstElementChild.setAttribute("aria-current", String(page === item));
    }
    const current = this.#frames.get(item);
    if (current !== this.shown) current.scrollIntoView({ block: "nearest", inline: "center" });
    this.shown = current;
  }

  #begin(document) {
    this.#sight.disconnect();
    this.#frames.clear();
    this.#document = document;
    for (const page of document?.pages ?? []) {
      const frame = window.document.createElement("li");
      frame.innerHTML = '<button type="button"><span class="frame"><span class="turning"></span></span><span class="number"></span></button>';
      frame.querySelector(".number").textContent = page.number;
      frame.firstElementChild.addEventListener("click", () => this.open(page));
      frame.page = page;
      page.addEventListener("change", () => draw(page, frame));
      this.#frames.set(page, frame);
      this.#sight.observe(frame);
    }
    strip.replaceChildren(...this.#frames.values());
  }
}

const draw = (page, frame) => {
  const button = frame.firstElementChild;
  button.dataset.verdict = page.verdict;
  button.setAttribute("aria-label", text("page", page.number, text(page.verdict)));
  if (!page.small) return;
  const place = button.querySelector(".turning");
  if (place.firstChild !== page.small) place.replaceChildren(page.small);
  place.style.transform = `rotate(${page.turnedBy}deg) scale(${fitting(page.small.width, page.small.height, page.turnedBy)})`;
};
