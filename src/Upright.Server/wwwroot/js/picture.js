import { fix } from "./service.js";
import { preview, servedPreview } from "./preview.js";

/** Whether it was turned by more than quarters. */
const isStraightened = (metadata) => metadata.rotation_method === "affine_warp";

/** One picture on the page, or one document: the file, what was found out about it, and the upright one. Tells of each change. */
export class Picture extends EventTarget {
  state = "waiting";
  metadata = null;
  result = null;
  error = null;
  small = null;
  turnedBy = 0;
  byHand = null;
  #abort = new AbortController();
  #ticket = 0;

  constructor(file) {
    super();
    this.file = file;
  }

  /** waiting, working, turn, leave, unsure, hand or failed. */
  get verdict() {
    return this.state === "done" ? (this.byHand === null ? this.metadata.decision : "hand") : this.state;
  }

  /** How sure the service is of what it decided, 0 to 1: of the quarter where no other angle is at stake, of the angle otherwise. */
  get sureness() {
    const { confidence, quarter_confidence: quarter } = this.metadata;
    return isStraightened(this.metadata) ? confidence : quarter ?? confidence;
  }

  /** Every page that was looked at, if this is a document. */
  get pages() {
    return this.metadata?.pages;
  }

  /** The name of the upright picture. */
  get resultName() {
    return this.file.name;
  }

  /** Asks the service; options are those of its query. */
  async ask(options) {
    const ticket = ++this.#ticket;
    this.#to("working");
    try {
      this.small ??= await preview(this.file);
      this.#to("working");
      const turn = this.byHand === null ? {} : { turn: this.byHand };
      const answer = await fix(this.file, { ...options, ...turn }, this.#abort.signal);
      if (!answer.metadata.pages) this.small ??= await servedPreview(this.file, options, this.#abort.signal);
      if (ticket !== this.#ticket) return; // a later turn of the dial has overtaken it
      this.metadata = answer.metadata;
      this.result = answer.result;
      // The dial stays where the hand left it, though its turn may be too small to be made.
      this.turnedBy = this.byHand ?? answer.metadata.turned_by;
      this.error = null;
      this.#to("done");
    } catch (error) {
      if (ticket !== this.#ticket || this.#abort.signal.aborted) return;
      this.error = error;
      this.#to("failed");
    }
  }

  /** No answer is wanted any more. */
  drop() {
    this.#abort.abort();
  }

  #to(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
