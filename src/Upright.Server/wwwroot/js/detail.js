import { text } from "./language.js";
import { degrees, percent } from "./numbers.js";
import { Dial } from "./dial.js";
import { drawPorthole } from "./porthole.js";

const element = (id) => document.getElementById(id);

/** One picture, large: before and after, what the network saw, and a dial to correct it by. */
export class Detail {
  #dialog = element("detail");
  #picture = null;
  #urls = [];
  #redraw = () => this.show();

  /** `pictures` gives all of them, `again` asks the service for one once more. */
  constructor(pictures, again) {
    this.pictures = pictures;
    this.again = again;
    this.dial = new Dial((angle) => this.#turnInView(angle), (angle) => this.#byHand(angle));
    element("close").addEventListener("click", () => this.#dialog.close());
    element("previous").addEventListener("click", () => this.#step(-1));
    element("next").addEventListener("click", () => this.#step(1));
    element("back").addEventListener("click", () => {
      this.dial.forget();
      this.#byHand(null);
    });
    element("compare").addEventListener("input", () => this.#compare());
    for (const id of ["show-corners", "show-lines", "show-grid"]) element(id).addEventListener("change", this.#redraw);
    this.#dialog.addEventListener("close", () => this.#leave());
  }

  open(picture) {
    this.#leave();
    this.#picture = picture;
    picture.addEventListener("change", this.#redraw);
    element("compare").value = 0;
    this.show();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  show() {
    const picture = this.#picture;
    if (!picture) return;
    element("detail-name").textContent = picture.file.name;
    element("verdict").textContent = this.#verdict();
    element("verdict").dataset.verdict = picture.verdict;
    element("grid").hidden = !element("show-grid").checked;
    element("back").disabled = picture.byHand === null;
    element("download").hidden = picture.state !== "done";
    if (picture.small) this.#draw("before", picture.small);
    // The answer to an earlier turn must not turn the dial back under the hand that turns it on.
    if (picture.state === "done" && !this.dial.isMoving) this.#showResult();
    this.#compare();
  }

  #verdict() {
    const { verdict, metadata, error, turnedBy } = this.#picture;
    const sure = metadata && percent(this.#picture.sureness);
    return {
      turn: () => text("verdictTurn", degrees(turnedBy), sure),
      leave: () => text("verdictLeave", degrees(metadata.predicted_angle), sure),
      unsure: () => metadata.reason
        ? text("verdictUnsureBecause", degrees(metadata.predicted_angle), sure, text("reasons")[metadata.reason])
        : text("verdictUnsure", degrees(metadata.predicted_angle), sure),
      hand: () => text("verdictHand", degrees(turnedBy)),
      failed: () => error.code ? `${error.code}: ${error.message}` : text("unreachable"),
    }[verdict]?.() ?? text("verdictWorking");
  }

  #showResult() {
    const picture = this.#picture;
    this.dial.value = picture.turnedBy;
    const isKnown = this.shown === picture.result;
    if (!isKnown) {
      this.shown = picture.result;
      this.#urls.forEach((url) => URL.revokeObjectURL(url));
      this.#urls = [URL.createObjectURL(picture.result)];
      const after = element("after");
      after.onload = () => after.style.removeProperty("transform");
      // What the browser cannot show is turned in view instead.
      after.onerror = () => { after.onerror = null; after.src = element("before").src; this.#turnInView(picture.turnedBy); };
      after.src = this.#urls[0];
      after.alt = text("after");
    }
    element("download").href = this.#urls[0];
    element("download").download = picture.resultName;
    drawPorthole(element("porthole"), picture, { corners: element("show-corners").checked, lines: element("show-lines").checked });
    const { metadata } = picture;
    this.#facts([
      ["factSize", `${metadata.input_size.join(" × ")} → ${metadata.output_size.join(" × ")}`],
      ["factMethod", text("methods")[metadata.rotation_method]],
      ["factTime", `${Math.round(metadata.inference_time_ms + metadata.decode_time_ms)} ms`],
      ["factModel", metadata.model],
    ]);
  }

  #facts(facts) {
    element("facts").replaceChildren(...facts.flatMap(([name, value]) => {
      const [term, description] = [document.createElement("dt"), document.createElement("dd")];
      [term.textContent, description.textContent] = [text(name), value];
      return [term, description];
    }));
  }

  #draw(id, canvas) {
    if (element(id).of === canvas) return;
    element(id).of = canvas;
    element(id).src = canvas.toDataURL("image/jpeg", 0.9);
    element(id).alt = text(id);
  }

  // While the dial moves, the picture as it was is turned on the screen; the service's own follows.
  #turnInView(angle) {
    if (!this.#picture.small) return;
    const after = element("after");
    after.src = element("before").src;
    const { width, height } = this.#picture.small;
    const radians = angle * Math.PI / 180;
    const [sin, cos] = [Math.abs(Math.sin(radians)), Math.abs(Math.cos(radians))];
    const stage = element("stage").getBoundingClientRect();
    const shown = Math.min(stage.width / width, stage.height / height);
    const fits = Math.min(stage.width / (width * cos + height * sin), stage.height / (width * sin + height * cos));
    after.onload = null;
    after.style.transform = `rotate(${angle}deg) scale(${fits / shown})`;
  }

  #byHand(angle) {
    this.#picture.byHand = angle;
    this.shown = null;
    this.again(this.#picture);
  }

  #compare() {
    const share = `${element("compare").value}%`;
    element("stage").style.setProperty("--before", share);
  }

  #step(by) {
    const all = this.pictures().filter((picture) => !picture.pages);
    this.open(all[(all.indexOf(this.#picture) + by + all.length) % all.length]);
  }

  #leave() {
    this.dial.finish();
    this.#picture?.removeEventListener("change", this.#redraw);
    this.#picture = null;
    this.shown = null;
  }
}
