import { makeZip } from "../vendor/client-zip.js";

/** Saves all upright pictures, with the table of angles, as one ZIP file. */
export const saveZip = async (pictures) => {
  const names = new Set();
  const files = pictures.filter((picture) => picture.result).map((picture) => ({ name: unique(picture.resultName, names), input: picture.result }));
  files.push({ name: unique("angles.csv", names), input: table(pictures) });
  save(await new Response(makeZip(files)).blob(), "upright.zip");
};

/** Saves the table of angles. */
export const saveTable = (pictures) => save(new Blob([table(pictures)], { type: "text/csv" }), "angles.csv");

// As AngleTable.SurelyMirrored: a column that says true is taken for a finding.
const SURE = 0.95;

/** The columns of the tool's CSV. */
export const table = (pictures) => ["file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason", ...pictures.flatMap(rows)].join("\n") + "\n";

// A row for each page of a document.
const rows = ({ file, metadata, state, error }) =>
  metadata?.pages ? metadata.pages.map((page) => row({ file, metadata: page, state, error })) : [row({ file, metadata, state, error })];

const row = ({ file, metadata, state, error }) => [
  quoted(file.name),
  metadata?.predicted_angle.toFixed(3),
  metadata?.confidence.toFixed(4),
  metadata?.decision,
  metadata?.rotation_method,
  ...(metadata?.input_size ?? ["", ""]),
  metadata && (metadata.time_ms ?? metadata.inference_time_ms + metadata.decode_time_ms).toFixed(1),
  state === "failed" ? error.code ?? "unreachable" : "",
  metadata?.page,
  metadata?.mirrored_confidence >= SURE ? metadata.mirrored : "",
  metadata?.turned_by.toFixed(3),
  metadata?.reason,
].map((value) => value ?? "").join(",");

const quoted = (name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

const unique = (name, taken) => {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(name);
  let chosen = name;
  for (let i = 2; taken.has(chosen.toLowerCase()); i++) chosen = `${stem} (${i})${ending ?? ""}`;
  taken.add(chosen.toLowerCase());
  return chosen;
};

/** Saves a file as if it had been downloaded. */
export const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
