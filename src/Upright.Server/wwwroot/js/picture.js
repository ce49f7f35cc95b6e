import { fix } from "./service.js";
import { Page } from "./page.js";
import { preview, servedPreviews } from "./preview.js";
import { named } from "./names.js";
import { Turnable } from "./turnable.js";

/** One file on the page, a picture or a document: what was found out about it, and the upright one. */
export class Picture extends Turnable {
  result = null;
  /** The pages, if it is a document. */
  pages = null;
  /** Whether it is a document, which keeps its format. A TIFF tells by the service's answer. */
  isDocument = false;
  /** Whether the browser itself can show the file. */
  isReadable = false;
  /** The options that its answer was made with. */
  asked = null;
  #abort = new AbortController();
  #ticket = 0;

  /** `path` is its place in a folder that was dropped; otherwise its bare name. */
  constructor(file, path = file.name) {
    super();
    this.file = file;
    this.path = path;
    this.isDocument = file.type === "application/pdf" || /\.pdf$/i.test(file.name);
  }

  get name() {
    return this.file.name;
  }

  /** The picture as it came, for the browser to show large. */
  get original() {
    return this.isReadable ? this.file : null;
  }

  get verdict() {
    if (!this.pages || this.state !== "done") return super.verdict;
    const verdicts = this.pages.map((page) => page.verdict);
    return ["unsure", "hand", "turn"].find((verdict) => verdicts.includes(verdict)) ?? "leave";
  }

  get guess() {
    return this.pages ? null : super.guess;
  }

  get isChanged() {
    return this.pages ? this.pages.some((page) => page.isChanged) : super.isChanged;
  }

  /** The name of the upright picture: as it was, or marked; with the ending of the format that was written. */
  resultName(style) {
    return named(this.path, this.result?.type, style);
  }

  /** Asks the service; options are those of its query. */
  async ask(options) {
    const ticket = ++this.#ticket;
    const signal = this.#abort.signal;
    const tell = (state) => ticket === this.#ticket && this.#to(state);
    tell("working");
    try {
      if (!this.small) {
        this.small = await preview(this.file);
        this.isReadable = this.small !== null;
        tell("working");
      }
      const asked = await this.#upright(options, signal, (isWaiting) => tell(isWaiting ? "waiting" : "working"));
      if (ticket !== this.#ticket) return; // a later turn of the dial has overtaken it
      await this.#take(asked.answer, asked.options, ticket, signal);
    } catch (error) {
      if (ticket !== this.#ticket || signal.aborted) return;
      this.error = error;
      this.pages?.forEach((page) => page.fail(error));
      this.#to("failed");
    }
  }

  // A TIFF of several pages is known to be one when another format is refused for it: its pages stay together, in TIFF.
  async #upright(options, signal, waits) {
    try {
      return { options, answer: await fix(this.file, { ...options, ...this.#byHand() }, signal, waits) };
    } catch (error) {
      if (error.code !== "cannot-encode" || !isTiff(this.file) || this.isDocument) throw error;
      this.isDocument = true;
      const { format, quality, ...kept } = options;
      return { options: kept, answer: await fix(this.file, { ...kept, ...this.#byHand() }, signal, waits) };
    }
  }

  /** No answer is wanted any more. */
  drop() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#ticket++;
    if (this.isOpen) this.state = "waiting";
  }

  /** Pages small enough to look at, from a page's number on. */
  async previews(first, count, size) {
    return servedPreviews(this.file, { first, count, size, key: this.asked?.key }, this.#abort.signal);
  }

  async #take({ metadata, result }, options, ticket, signal) {
    if (metadata.pages) this.#takePages(metadata);
    this.small ??= (await servedPreviews(this.file, { first: 1, count: 1, size: 640, key: options.key }, signal))[0];
    if (ticket !== this.#ticket) return;
    this.metadata = metadata;
    this.result = result;
    if (this.byHand === null) this.answered = metadata.turned_by ?? 0;
    // The dial stays where the hand left it, though its turn may be too small to be made.
    this.turnedBy = this.byHand ?? this.answered;
    this.error = null;
    this.asked = options;
    this.#to("done");
    this.pages?.forEach((page) => page.change());
  }

  #takePages(metadata) {
    this.isDocument = true;
    this.pages ??= metadata.pages.map(({ page }) => new Page(this, page));
    const isJudged = !this.#isTurnedByPages;
    this.pages.forEach((page, i) => page.take(metadata.pages[i], isJudged));
  }

  get #isTurnedByPages() {
    return this.pages?.some((page) => page.byHand !== null) ?? false;
  }

  // Where one page is turned by hand the others keep the turns they have, and nothing is judged again.
  #byHand() {
    if (this.#isTurnedByPages) {
      return { page_turns: this.pages.map((page) => `${page.number}:${page.byHand ?? page.answered}`).join(",") };
    }
    return this.byHand === null ? {} : { turn: this.byHand };
  }

  #to(state) {
    this.state = state;
    this.change();
  }
}

const isTiff = (file) => file.type === "image/tiff" || /\.tiff?$/i.test(file.name);
