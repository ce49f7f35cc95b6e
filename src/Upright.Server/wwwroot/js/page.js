import { Turnable } from "./turnable.js";

/** How many small pictures of pages are fetched at a time, and how large they are. */
const batch = 12;
const side = 320;
const largeSide = 1400;

/** One page of a document: has its own answer, and can be turned by hand. The document is written again with it. */
export class Page extends Turnable {
  #large = null;
  #isSeeing = false;

  constructor(document, number) {
    super();
    this.document = document;
    this.number = number;
  }

  get name() {
    return `${this.document.name} · ${this.number}`;
  }

  get pages() {
    return null;
  }

  get result() {
    return this.document.result;
  }

  get original() {
    return this.#large;
  }

  /** An empty page has no way up, and so nothing to decide. */
  get verdict() {
    const verdict = super.verdict;
    return verdict === "unsure" && this.metadata.kind === "empty" ? "leave" : verdict;
  }

  /** Takes what the service says of the page. Of turns that were chosen it says only that they were made. */
  take(metadata, isJudged) {
    if (isJudged) {
      this.metadata = metadata;
      this.answered = metadata.turned_by;
    } else {
      const { rotation_method, turned_by, output_size } = metadata;
      this.metadata = { ...this.metadata, rotation_method, turned_by, output_size };
    }
    this.state = "done";
    this.turnedBy = this.byHand ?? metadata.turned_by;
  }

  fail(error) {
    if (this.state !== "working") return;
    this.state = "failed";
    this.error = error;
    this.change();
  }

  /** Fetches its small picture, with those of the pages after it. */
  async see() {
    if (this.small || this.#isSeeing) return;
    const after = this.document.pages.slice(this.number - 1, this.number - 1 + batch).filter((page) => !page.small);
    after.forEach((page) => { page.#isSeeing = true; });
    const found = await this.document.previews(this.number, after.length, side).catch(() => []);
    after.forEach((page, i) => {
      page.#isSeeing = false;
      page.small = found[i] ?? null;
      if (page.small) page.change();
    });
  }

  /** Fetches it large, once. */
  async seeLarge() {
    if (this.#large) return;
    const [canvas] = await this.document.previews(this.number, 1, largeSide).catch(() => []);
    this.#large = canvas ? await new Promise((resolve) => canvas.toBlob(resolve, "image/png")) : null;
    if (this.#large) this.change();
  }
}
