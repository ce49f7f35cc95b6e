import { degrees, wrapped } from "./numbers.js";
import { text } from "./language.js";

const ticks = document.getElementById("ticks");
for (let angle = 0; angle < 360; angle += 5) {
  const tick = document.createElementNS("http://www.w3.org/2000/svg", "line");
  tick.setAttribute("y1", angle % 90 === 0 ? -106 : angle % 15 === 0 ? -103 : -101);
  tick.setAttribute("y2", -96);
  tick.setAttribute("transform", `rotate(${angle})`);
  ticks.append(tick);
}

const keys = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -15, PageUp: 15 };

/** A dial for degrees, by pointer and keyboard. Tells each change by `moving`, and the last one of a movement by `moved`. */
export class Dial {
  #element = document.getElementById("dial");
  #value = 0;
  #grip = null;
  #settle = 0;

  constructor(moving, moved) {
    this.moving = moving;
    this.moved = moved;
    this.#element.addEventListener("keydown", (event) => this.#key(event));
    this.#element.addEventListener("pointerdown", (event) => {
      this.#element.setPointerCapture(event.pointerId);
      this.#grip = this.#at(event) - this.#value;
      this.#element.focus();
    });
    this.#element.addEventListener("pointermove", (event) => {
      if (this.#grip !== null) this.#move(this.#at(event) - this.#grip);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      this.#element.addEventListener(name, () => this.finish());
    }
    for (const button of document.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    }
  }

  /** Shows an angle, without telling. */
  set value(angle) {
    this.#value = wrapped(angle);
    document.getElementById("needle").setAttribute("transform", `rotate(${this.#value})`);
    document.getElementById("dial-text").textContent = degrees(this.#value);
    this.#element.setAttribute("aria-valuenow", this.#value.toFixed(1));
    this.#element.setAttribute("aria-valuetext", text("clockwise", this.#value.toFixed(1)));
  }

  /** Whether it is being turned, and has not told the end of that yet. */
  get isMoving() {
    return this.#grip !== null || this.#settle !== 0;
  }

  step(by) {
    this.#move(this.#value + by);
    // Several steps in a row are one movement.
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.finish(), 350);
  }

  /** Ends a movement now, and tells it. */
  finish() {
    if (!this.isMoving) return;
    this.forget();
    this.moved(this.#value);
  }

  /** Ends a movement without telling it. */
  forget() {
    clearTimeout(this.#settle);
    this.#settle = 0;
    this.#grip = null;
  }

  #move(angle) {
    this.value = Math.round(angle * 10) / 10;
    this.moving(this.#value);
  }

  #key(event) {
    const by = event.key === "Home" ? -this.#value : keys[event.key] * (event.shiftKey ? 10 : 1);
    if (Number.isNaN(by)) return;
    event.preventDefault();
    this.step(by);
  }

  #at(event) {
    const box = this.#element.getBoundingClientRect();
    return Math.atan2(event.clientX - box.x - box.width / 2, box.y + box.height / 2 - event.clientY) * 180 / Math.PI;
  }
}
