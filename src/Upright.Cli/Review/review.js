const token = "{{token}}";
const show = id => document.getElementById(id);
const neighbours = 12; // of each side in the strip
const decisions = { turn: "[[turned]]", leave: "[[left as it was]]", unsure: "[[unsure]]" };
const deciders = { reviewer: "[[decided in the review]]", "same-camera": "[[decided by the sure ones of the job]]", undo: "[[put back]]" };
const filters = {
  all: () => true, reviewer: picture => picture.decidedBy === "reviewer",
  unsure: picture => picture.decision === "unsure", turn: picture => picture.decision === "turn", leave: picture => picture.decision === "leave",
};
let all = [], pictures = [], at = 0, angle = 0, busy = false, zoomed = false;

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const normal = degrees => { const d = ((degrees + 180) % 360 + 360) % 360 - 180; return Math.round((d === -180 ? 180 : d) * 1000) / 1000; };
const thumbnail = (picture, turn, side) => `thumbnail?token=${token}&index=${picture.index}&turn=${turn}&side=${side}`;
const called = picture => picture.page ? fill("[[{0}, page {1}]]", picture.file, picture.page) : picture.file;
const say = (text, wrong) => { show("message").textContent = text; show("message").className = wrong ? "wrong" : ""; };

function draw(isNew) {
  const picture = pictures[at];
  show("views").hidden = !picture;
  if (isNew) { drawFilter(); drawStrip(); }
  if (!picture) { show("place").textContent = show("file").textContent = show("told").textContent = ""; say("[[There is nothing to look at.]]"); return; }
  if (isNew) angle = picture.proposed;
  const side = zoomed ? 2048 : 640;
  show("before").src = thumbnail(picture, 0, side);
  show("after").src = thumbnail(picture, angle, side);
  show("place").textContent = fill("[[{0} of {1}]]", at + 1, pictures.length);
  show("file").textContent = called(picture);
  show("document").hidden = !picture.page;
  show("told").textContent = [
    fill("[[{0}, {1}°, confidence {2}]]", decisions[picture.decision], picture.angle.toFixed(1), picture.confidence.toFixed(2)), picture.reason,
    picture.decidedBy && `${deciders[picture.decidedBy] ?? picture.decidedBy}: ${picture.decidedAngle}°`,
  ].filter(Boolean).join("; ");
  show("angle").textContent = angle.toFixed(1);
}

function drawFilter() {
  for (const option of show("filter").options) {
    option.dataset.name ??= option.textContent;
    option.textContent = `${option.dataset.name} (${all.filter(filters[option.value]).length})`;
  }
}

// Those around, not all: a run may have a hundred thousand. A thumbnail that was there is not fetched again.
const thumbs = new Map();
function drawStrip() {
  const around = pictures.slice(Math.max(0, at - neighbours), at + neighbours + 1);
  const shown = around.map(thumb);
  show("strip").replaceChildren(...shown);
  for (const button of shown) button.setAttribute("aria-current", button.dataset.index === String(pictures[at]?.index));
  show("strip").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

function thumb(picture) {
  const key = `${picture.index} ${picture.proposed}`;
  const button = thumbs.get(key) ?? document.createElement("button");
  button.dataset.decision = picture.decision;
  if (thumbs.has(key)) return button;
  const image = document.createElement("img");
  image.src = thumbnail(picture, picture.proposed, 160);
  image.alt = button.title = called(picture);
  image.loading = "lazy";
  button.append(image);
  button.dataset.index = picture.index;
  button.addEventListener("click", () => { at = pictures.findIndex(known => known.index === picture.index); draw(true); });
  thumbs.set(key, button);
  return button;
}

function turn(degrees) { if (pictures.length) { angle = normal(angle + degrees); draw(false); } }
function go(step) { at = Math.min(Math.max(at + step, 0), Math.max(pictures.length - 1, 0)); draw(true); }
function zoom() { zoomed = !zoomed; show("views").classList.toggle("zoomed", zoomed); show("zoom").setAttribute("aria-pressed", zoomed); draw(false); }

// Who decides stays at the place: what no longer belongs there is left out when a filter is chosen again.
async function decide(degrees, document = false) {
  if (busy || !pictures.length || (document && !pictures[at].page)) return;
  busy = true;
  say("…");
  try {
    const picture = pictures[at];
    const answer = await fetch("decide", { method: "POST", headers: { "X-Upright-Token": token }, body: JSON.stringify({ index: picture.index, angle: degrees, document }) });
    const result = await answer.json();
    if (!answer.ok) { say(result.message, true); return; }
    for (const changed of result) {
      all[changed.index] = changed;
      pictures = pictures.map(known => known.index === changed.index ? changed : known);
    }
    say(`${document ? picture.file : called(picture)}: ${degrees === 0 ? "[[left as it is]]" : fill("[[turned by {0}°]]", degrees)}`);
    if (at < pictures.length - 1) go(1); else draw(true);
  } catch (error) {
    say("[[`upright review` does not answer any more.]]", true);
  } finally {
    busy = false;
  }
}

const keys = {
  Enter: () => decide(angle), l: () => decide(0), d: () => decide(angle, true), q: () => turn(-90), e: () => turn(90), z: zoom,
  ArrowLeft: event => turn(event.shiftKey ? -0.1 : -0.5), ArrowRight: event => turn(event.shiftKey ? 0.1 : 0.5), p: () => go(-1), n: () => go(1),
};
document.addEventListener("keydown", event => {
  const key = keys[event.key] ?? keys[event.key.toLowerCase()];
  const isOfControl = event.target.matches("select") || (event.key === "Enter" && event.target.matches("button"));
  if (key && !isOfControl && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); key(event); }
});
const buttons = { accept: keys.Enter, leave: keys.l, document: keys.d, left: keys.q, right: keys.e, finerLeft: () => turn(-0.5), finerRight: () => turn(0.5), zoom, previous: keys.p, next: keys.n };
for (const [id, action] of Object.entries(buttons)) show(id).addEventListener("click", action);
show("filter").addEventListener("change", event => { pictures = all.filter(filters[event.target.value]); at = 0; say(""); draw(true); });
for (const view of document.querySelectorAll(".view")) {
  view.addEventListener("click", zoom);
  view.addEventListener("pointermove", event => {
    const box = view.getBoundingClientRect();
    show("views").style.setProperty("--x", `${100 * (event.clientX - box.left) / box.width}%`);
    show("views").style.setProperty("--y", `${100 * (event.clientY - box.top) / box.height}%`);
  });
}

fetch("pictures", { headers: { "X-Upright-Token": token } }).then(answer => answer.json()).then(known => { all = known; pictures = [...all]; draw(true); });
