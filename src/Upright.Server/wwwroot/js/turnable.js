import { wrapped } from "./numbers.js";

/** Whether it was turned by more than quarters. */
const isStraightened = (metadata) => metadata.rotation_method === "affine_warp";

/** What has an angle and can be turned by hand: a picture, or a page of a document. Tells of each change. */
export class Turnable extends EventTarget {
  /** waiting, working, done or failed. */
  state = "waiting";
  metadata = null;
  error = null;
  /** A small picture of it as it came, as a canvas; null where there is none (yet). */
  small = null;
  /** Degrees clockwise that it is turned. */
  turnedBy = 0;
  /** Degrees clockwise that the service's own answer turned it. */
  answered = 0;
  /** Degrees clockwise that someone chose; null: the service's answer. */
  byHand = null;
  isSelected = false;

  /** waiting, working, turn, leave, unsure, hand, kept or failed. */
  get verdict() {
    if (this.state !== "done") return this.state;
    if (this.byHand === null) return this.metadata.decision;
    return this.byHand === 0 ? "kept" : "hand";
  }

  get isOpen() {
    return this.state === "waiting" || this.state === "working";
  }

  /** How sure the service is of what it decided, 0 to 1: of the quarter where no other angle is at stake, else of the angle; of a guess, of its angle. */
  get sureness() {
    const { confidence, quarter_confidence: quarter, decision } = this.metadata;
    return isStraightened(this.metadata) || decision === "unsure" ? confidence : quarter ?? confidence;
  }

  /** The service's best guess where it was not sure and would have turned; null where there is none to take. */
  get guess() {
    const angle = this.metadata?.predicted_angle ?? 0;
    return this.verdict === "unsure" && Math.abs(angle) >= 0.1 ? angle : null;
  }

  /** Whether its result is another than what came. */
  get isChanged() {
    return this.state === "done" && this.turnedBy !== 0;
  }

  /** The angle that a turn by more degrees would bring it to. */
  angleAfter(by) {
    return wrapped(Math.round((this.turnedBy + by) * 1000) / 1000);
  }

  /** Chooses a turn by eye, or with null the service's answer. The service is still to be asked for it. */
  choose(angle) {
    this.byHand = angle;
    this.turnedBy = angle ?? this.answered;
    if (this.state === "done") this.state = "working";
    this.change();
  }

  change() {
    this.dispatchEvent(new Event("change"));
  }
}
