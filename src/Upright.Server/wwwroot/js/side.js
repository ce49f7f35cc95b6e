import { text } from "./language.js";
import { degrees, percent } from "./numbers.js";
import { moreAbout, whatHappened, whatToDo } from "./problems.js";

const element = (id) => document.getElementById(id);

/** What is said beside the large picture, and what can be decided about it. `unsure`: how many others wait for that. */
export const showSide = (item, unsure) => {
  const { verdict, metadata, guess } = item;
  const isFailed = verdict === "failed";
  element("verdict").textContent = said(item);
  element("verdict").dataset.verdict = verdict;
  showAdvice(isFailed ? item.error : null);
  element("use-guess").hidden = guess === null;
  if (guess !== null) element("use-guess").textContent = text("useGuess", degrees(guess));
  element("keep").hidden = verdict !== "unsure";
  element("again").hidden = !isFailed;
  element("next-unsure").hidden = verdict === "unsure" || unsure === 0;
  element("next-unsure").textContent = text("nextUnsure", unsure);
  element("by-hand").hidden = !metadata || isFailed;
  element("back").disabled = item.byHand === null;
  element("download").hidden = (item.document ?? item).state !== "done";
  element("download").textContent = text(item.document ? "downloadDocument" : "download");
  element("facts").hidden = !metadata || isFailed;
  if (metadata) showFacts(metadata);
};

const said = (item) => {
  const { verdict, metadata, error, turnedBy } = item;
  const sure = metadata && percent(item.sureness);
  return {
    turn: () => text("verdictTurn", degrees(turnedBy), sure),
    leave: () => (metadata.kind === "empty" ? text("verdictEmpty") : text("verdictLeave", degrees(metadata.predicted_angle), sure)),
    unsure: () => (isPlain(metadata)
      ? text("verdictUnsure", degrees(metadata.predicted_angle), sure)
      : text("verdictUnsureBecause", degrees(metadata.predicted_angle), sure, reason(metadata.reason))),
    hand: () => text("verdictHand", degrees(turnedBy)),
    kept: () => text("verdictKept"),
    waiting: () => text("waiting"),
    failed: () => whatHappened(error),
  }[verdict]?.() ?? text(metadata ? "verdictWorking" : "working");
};

// Not sure, and that is all: what says so needs no reason beside it.
const isPlain = ({ reason }) => !reason || reason === "direction-unclear" || reason === "angle-unclear";

// A reason that this page does not know yet is said as the service calls it.
const reason = (code) => text("reasons")[code] ?? code.replaceAll("-", " ");

const showAdvice = (error) => {
  const more = error && moreAbout(error);
  element("advice").hidden = !error;
  element("advice-text").textContent = error ? whatToDo(error) : "";
  element("advice-code").hidden = !more;
  if (!more) return;
  element("advice-code").href = more;
  element("advice-code").textContent = error.code;
};

const showFacts = (metadata) => {
  const size = ([width, height]) => `${Math.round(width)} × ${Math.round(height)}`;
  const time = metadata.time_ms ?? metadata.inference_time_ms + metadata.decode_time_ms;
  const facts = [
    ["factSize", [metadata.input_size, metadata.output_size].filter(Boolean).map(size).join(" → ")],
    ["factMethod", text("methods")[metadata.rotation_method] ?? metadata.rotation_method],
    ["factTime", `${Math.round(time)} ms`],
    ["factModel", metadata.model],
  ];
  element("facts").replaceChildren(...facts.filter(([, value]) => value).flatMap(([name, value]) => {
    const [term, description] = [document.createElement("dt"), document.createElement("dd")];
    [term.textContent, description.textContent] = [text(name), value];
    return [term, description];
  }));
};
