// As AngleTable.SurelyMirrored: a column that says true is taken for a finding.
const SURE = 0.95;

const header = "file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason";

/** The tool's CSV. */
export const table = (pictures) => [header, ...pictures.filter((picture) => !picture.isOpen).flatMap(rows)].join("\n") + "\n";

// A row for each page of a document.
const rows = ({ path, pages, metadata, state, error }) =>
  pages ? pages.map((page) => row({ path, metadata: page.metadata, state, error })) : [row({ path, metadata, state, error })];

const row = ({ path, metadata, state, error }) => [
  quoted(isFormula(path) ? `./${path}` : path),
  metadata?.predicted_angle.toFixed(3),
  metadata?.confidence.toFixed(4),
  metadata?.decision,
  metadata?.rotation_method,
  ...(metadata?.input_size ?? ["", ""]),
  metadata && (metadata.time_ms ?? metadata.inference_time_ms + metadata.decode_time_ms).toFixed(1),
  state === "failed" ? error.code : "",
  metadata?.page,
  metadata?.mirrored_confidence >= SURE ? metadata.mirrored : "",
  metadata?.turned_by.toFixed(3),
  metadata?.reason,
].map((value) => value ?? "").join(",");

// What a spreadsheet would compute, as AngleTable has it; with ./ before it a path stays the same.
const isFormula = (text) => /^[=+\-@\t\r]./.test(text);

const quoted = (name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
