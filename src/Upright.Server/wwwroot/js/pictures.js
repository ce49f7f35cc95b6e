const filters = {
  all: () => true,
  unsure: ({ verdict }) => verdict === "unsure",
  turned: ({ verdict }) => verdict === "turn" || verdict === "hand",
  left: ({ verdict }) => verdict === "leave" || verdict === "kept",
  failed: ({ verdict }) => verdict === "failed",
};

/** The names of the filters. */
export const filterNames = Object.keys(filters);

/** All pictures of the page, and which of them are shown. */
export class Pictures extends EventTarget {
  all = [];
  filter = "all";
  #held = new Set();

  add(pictures) {
    this.all.push(...pictures);
    this.change();
  }

  /** Takes pictures away; what it returns puts them back where they were. */
  remove(pictures) {
    const before = this.all;
    this.all = before.filter((picture) => !pictures.includes(picture));
    this.change();
    return () => {
      const later = this.all.filter((picture) => !before.includes(picture));
      this.all = [...before, ...later];
      this.change();
    };
  }

  count(filter) {
    return this.all.filter(filters[filter]).length;
  }

  get open() {
    return this.all.filter((picture) => picture.isOpen).length;
  }

  /** Shows those of a filter. Whatever is decided about them they stay, until a filter is chosen again. */
  show(filter) {
    this.filter = filter;
    this.#held.clear();
    this.change();
  }

  get shown() {
    this.all.filter(filters[this.filter]).forEach((picture) => this.#held.add(picture));
    return this.all.filter((picture) => this.#held.has(picture));
  }

  get selected() {
    return this.all.filter((picture) => picture.isSelected);
  }

  /** Pictures, and pages in the place of their document, in order. */
  get items() {
    return this.shown.flatMap((picture) => picture.pages ?? [picture]);
  }

  change() {
    this.dispatchEvent(new Event("change"));
  }
}
