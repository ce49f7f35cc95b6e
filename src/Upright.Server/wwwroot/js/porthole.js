// What the network saw: a circle of the picture, turned by its first answer, with what it found there.
const upright = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map((corner) => corner.map((side) => side * Math.SQRT1_2));

/** Draws it. */
export const drawPorthole = (canvas, picture, { corners, lines }) => {
  const context = canvas.getContext("2d");
  const radius = canvas.width / 2;
  const { view, text_lines: density, corners: offsets } = picture.metadata;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.save();
  context.translate(radius, radius);
  context.beginPath();
  context.arc(0, 0, radius - 2, 0, 2 * Math.PI);
  context.clip();
  drawView(context, picture.small, view, radius);
  if (lines) drawDensity(context, density, radius);
  if (corners) drawCorners(context, offsets, radius - 2);
  context.restore();
};

const drawView = (context, small, view, radius) => {
  const scale = 2 * radius / Math.min(small.width, small.height);
  context.save();
  context.rotate(view.turned * Math.PI / 180);
  context.scale(scale, scale);
  context.drawImage(small, -view.centre[0] * small.width, -view.centre[1] * small.height);
  context.restore();
};

const drawDensity = (context, density, radius) => {
  const cell = 2 * radius / density.length;
  density.forEach((row, y) => row.forEach((share, x) => {
    if (share < 0.08) return;
    context.fillStyle = `rgb(0 150 136 / ${0.7 * share})`;
    context.fillRect(x * cell - radius, y * cell - radius, cell + 0.5, cell + 0.5);
  }));
};

const drawCorners = (context, offsets, radius) => {
  const outline = (points) => {
    context.beginPath();
    points.forEach(([x, y]) => context.lineTo(x * radius * 0.97, y * radius * 0.97));
    context.closePath();
    context.stroke();
  };
  context.lineWidth = 3;
  context.setLineDash([10, 8]);
  context.strokeStyle = "rgb(255 255 255 / 0.9)";
  outline(upright);
  context.setLineDash([]);
  context.strokeStyle = "#ffb02e";
  const found = upright.map(([x, y], i) => [x + offsets[i][0], y + offsets[i][1]]);
  outline(found);
  context.fillStyle = "#ffb02e";
  for (const [x, y] of found) {
    context.beginPath();
    context.arc(x * radius * 0.97, y * radius * 0.97, 8, 0, 2 * Math.PI);
    context.fill();
  }
};
