import { drawPorthole } from "./porthole.js";
import { save } from "./downloads.js";
import { fitting } from "./numbers.js";

const [width, height, margin] = [1200, 700, 60];
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);

/** A picture of what the network saw, beside the upright picture, to be shown to others: shared where the browser can, else saved. */
export const share = async (item, words) => {
  const blob = await new Promise((resolve) => drawn(item, words).toBlob(resolve, "image/png"));
  const file = new File([blob], `${item.name.replace(/\.[^.]*$/, "")}.seen.png`, { type: "image/png" });
  if (matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch(() => {}); // they thought better of it
  } else {
    save(file, file.name);
  }
};

const drawn = (item, words) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.fillStyle = colour("--paper");
  context.fillRect(0, 0, width, height);
  const side = height - 3 * margin;
  const porthole = Object.assign(document.createElement("canvas"), { width: side, height: side });
  drawPorthole(porthole, item, { corners: true, lines: true });
  context.drawImage(porthole, margin, margin);
  drawUpright(context, item, { x: width - margin - side, y: margin, side });
  context.fillStyle = colour("--ink");
  context.font = "600 30px system-ui, sans-serif";
  context.fillText(words, margin, height - margin, width - 2 * margin - 140);
  context.fillStyle = colour("--accent");
  context.textAlign = "right";
  context.fillText("Upright", width - margin, height - margin);
  return canvas;
};

const drawUpright = (context, { small, turnedBy }, { x, y, side }) => {
  const scale = side / Math.max(small.width, small.height) * fitting(small.width, small.height, turnedBy);
  context.save();
  context.translate(x + side / 2, y + side / 2);
  context.rotate(turnedBy * Math.PI / 180);
  context.scale(scale, scale);
  context.drawImage(small, -small.width / 2, -small.height / 2);
  context.restore();
};
