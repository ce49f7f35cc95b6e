"""Fit everything after the networks: what is a page, which residual to believe, what each source counts for the quarter.

    dotnet run -c Release --project evaluation/Upright.Evaluation -- --evidence .cache/strangers/* --thorough --out .cache/evidence
    python3 training/fit_fusion.py models/upright.onnx .cache/evidence/evidence.jsonl

The evidence must be what this very model file wrote: letters are summed by its "tile_dependence". To fit again on the same evidence, put
the file back first (git checkout models/upright.onnx).

Reads the lines of the part "fit", writes the numbers into the model's metadata (src/Upright/Estimation/FusionParameters.cs says what
each means), and prints what the answers of the part "test" would then be. Weights of sources are not negative: more
evidence for an answer never makes it less likely.
"""
import argparse
import json
import math
import random

import numpy as np
import onnx
import torch

KEY = "upright.fusion"
SOURCES = ["Glance", "SecondLook", "CloserLook", "LargeNetwork", "PageNetwork", "PageParts", "Letters", "LargerLetters"]
# What an observer has seen when it may stop: confidence must hold there, too.
STAGES = [SOURCES, ["Glance", "Letters"], ["Glance", "SecondLook", "Letters"], [s for s in SOURCES if s not in ("LargeNetwork", "PageParts")], ["Glance", "SecondLook"],
          ["Glance", "SecondLook", "CloserLook", "Letters", "LargerLetters"], ["Glance", "SecondLook", "PageNetwork", "Letters"]]
KINDS = 3  # of pictures, whose weights are apart: photos, pages, prose
TILES = {"Letters": "tiles", "LargerLetters": "larger_tiles"}
SCREENS = ("msdocs-sharepoint", "webtemplates")  # pages among the photos: their letters say how they stand
NO_LABEL = ("openstax-graphic",)
STAGE_SHARES = (0.5, 0.15, 0.15, 0.1, 0.1, 0.1, 0.15)
FIRST_SHARE = 0.15  # of what is known after the first look
OUTLIERS = (-5.0, -6.0)  # logits of what is expected of photos and pages before fitting
MISLED = -6.0  # the same of sources
LEAST_PROSE, PLAIN_PROSE = 0.85, 0.95  # confidence of lines of letters
OUTLINE_REACH = 4  # degrees; a rectangle around an outline is right to so many
PAGE_SHARE = 0.3  # how much telling pages from photos counts beside telling the quarter
DEFAULT_THRESHOLD = 0.98


def wrap(degrees, period):
    return (degrees + period / 2) % period - period / 2


def is_page(row):
    return not row["set"].startswith("photos") or row["source"] in SCREENS


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def fit_logistic(names, features, labels, weights=None, l2=0.5, positive=()):
    """Logistic regression; features whose names are in `positive` keep weights of at least 0."""
    x = torch.tensor(np.array(features), dtype=torch.float64)
    y = torch.tensor(np.array(labels), dtype=torch.float64)
    w = torch.ones_like(y) if weights is None else torch.tensor(np.array(weights), dtype=torch.float64)
    mean, deviation = x.mean(0), x.std(0).clamp(min=1e-6)
    z = (x - mean) / deviation
    beta = torch.zeros(z.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    held = torch.tensor([name in positive for name in names])

    def effective():
        return torch.where(held, beta[1:].clamp(min=0), beta[1:])

    optimizer = torch.optim.LBFGS([beta], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        value = z @ effective() + beta[0]
        loss = (torch.nn.functional.binary_cross_entropy_with_logits(value, y, reduction="none") * w).sum() + 0.5 * l2 * (beta[1:] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    slope = (effective() / deviation).detach()
    bias = float(beta[0].detach() - (slope * mean).sum())
    return {"bias": bias, **{name: float(value) for name, value in zip(names, slope)}}


def apply(model, names, features):
    value = model["bias"] + sum(model.get(name, 0.0) * feature for name, feature in zip(names, features))
    return 1 / (1 + math.exp(-min(max(value, -50), 50)))


def lead(logs):
    """By how much the best exceeds the next."""
    return sorted(logs)[-1] - sorted(logs)[-2]


PAGE_FEATURES = ["confidence", "edges", "sharpness", "lead", "rules", "clarity", "tiles", "text", "closer_look", "outline", "glance",
                 "second_look", "looked_again", "page_network", "page_parts", "page_accord", "page_asked"]
# What is not known before a source was asked.
KNOWN_BY = {"closer_look": "CloserLook", "outline": "CloserLook", "second_look": "SecondLook", "looked_again": "SecondLook", "page_network": "PageNetwork",
            "page_asked": "PageNetwork", "page_parts": "PageParts", "page_accord": "PageParts", "tiles": "Letters", "clarity": "Letters"}


def decisiveness(row, source):
    """By how much a source prefers its best quarter to the next; 0 where it was not asked."""
    return lead(row["quarters"].get(source, [0, 0]))


def accord(row):
    """By how much the page network's two opinions together prefer a quarter; 0 where it did not give both."""
    whole, parts = (row["quarters"].get(source) for source in ("PageNetwork", "PageParts"))
    return lead([a + b for a, b in zip(whole, parts)]) if whole and parts else 0


# Whatever else is seen, more of these never speaks against a page.
PAGE_POSITIVE = ("confidence", "edges", "lead", "rules", "clarity", "tiles", "text", "page_network", "page_parts", "page_accord")


def most(measured, by):
    """Of what was measured on the whole and on a thing alone that which has more; None where nothing was."""
    return max((one for one in measured if one), key=lambda one: one[by], default=None)


def page_features(row):
    lines, rules = most((row["lines_alone"], row["lines"]), 2), most((row["rules_alone"], row["rules"]), 3)
    return [lines[2] if lines else 0, math.log(1 + (lines[3] if lines else 0)), math.log(0.1 + lines[5]) if lines else 0, lines[4] if lines else 0,
            math.log(1 + (rules[3] if rules else 0)), row["clarity"], 1.0 if row["tiles"] else 0.0, math.sqrt(row["text_share"]),
            1.0 if "CloserLook" in row["quarters"] and not row["outline"] else 0.0, row["outline"][1] if row["outline"] else 0,
            decisiveness(row, "Glance"), decisiveness(row, "SecondLook"), 1.0 if "SecondLook" in row["quarters"] else 0.0,
            decisiveness(row, "PageNetwork"), decisiveness(row, "PageParts"), accord(row), 1.0 if "PageNetwork" in row["quarters"] else 0.0]


LINE_FEATURES = ["confidence", "edges", "sharpness", "lead", "spread", "clarity", "page", "around"]


def line_features(row, lines, around):
    """around: whether they are of the whole picture where a thing stands before its surroundings."""
    return [lines[2], math.log(1 + lines[3]), math.log(max(lines[5], 0.1)), lines[4], math.log(lines[1] + 0.003), row["clarity"], row["p"], around]


def fit_error(errors, spreads):
    """Root of floor² + (scale × spread)² by likelihood, of measurements that are right."""
    e, s = torch.tensor(errors, dtype=torch.float64), torch.tensor(spreads, dtype=torch.float64)
    q = torch.tensor([math.log(0.02), math.log(1.5)], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([q], max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        variance = (2 * q[0]).exp() + (2 * q[1]).exp() * s ** 2
        # Laplace-like tails are cut: single errors must not widen all.
        loss = (0.5 * (e ** 2 / variance).clamp(max=9) + 0.5 * variance.log()).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return {"floor": float(q[0].exp()), "scale": float(q[1].exp())}


def fit_lines(rows, key):
    """key: lines or rules, of whole pictures and of things alone."""
    used = [(row, row[name], float(name == key and bool(row["outline"]))) for name in (key, key + "_alone") for row in rows if row[name] and row["trust"] <= 2]
    errors = [abs(wrap(lines[0] - row["truth"], 90)) for row, lines, _ in used]
    right = [error <= (2.5 if not is_page(row) else 0.6 if row["exact"] else 1.2) for (row, _, _), error in zip(used, errors)]
    print("%s: %d measured, %d right" % (key, len(used), sum(right)))
    trust = fit_logistic(LINE_FEATURES, [line_features(*one) for one in used], right)
    sure = [(error, lines[1]) for (row, lines, _), error, good in zip(used, errors, right) if good and row["exact"]]
    error = fit_error(*map(list, zip(*sure))) if len(sure) > 20 else {"floor": 0.03, "scale": 2.0}
    print("   ", trust, error)
    return trust, error


OUTLINE_FEATURES = ["fill", "share", "page"]


def fit_outlines(rows):
    """Whether outlines are right to a few degrees, and how exact they then are by what of their rectangle they do not fill."""
    used = [row for row in rows if row["outline"] and row["trust"] <= 2]
    errors = [abs(wrap(row["outline"][0] - row["truth"], 90)) for row in used]
    right = [error <= OUTLINE_REACH for error in errors]
    trust = fit_logistic(OUTLINE_FEATURES, [[row["outline"][1], math.sqrt(row["outline"][2]), row["p"]] for row in used], right)
    error = fit_error(*map(list, zip(*((error, 1 - row["outline"][1]) for row, error, good in zip(used, errors, right) if good))))
    print("outlines: %d, %d right; %s %s" % (len(used), sum(right), trust, error))
    return trust, error


def fit_views(rows):
    used = [row for row in rows if row["trust"] <= 2]
    errors = [abs(wrap(row["views"][0] - row["truth"], 90)) for row in used]
    right = [error <= 6 for error in errors]
    names = ["mass", "deviation", "page"]
    trust = fit_logistic(names, [[row["views"][1], row["views"][2], row["p"]] for row in used], right)
    good = [(row, error) for row, error in zip(used, errors) if error <= 6]
    x = torch.tensor([[1.0, row["views"][2], row["p"]] for row, _ in good], dtype=torch.float64)
    e = torch.tensor([error for _, error in good], dtype=torch.float64)
    q = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([q], max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        s = x @ q
        loss = (0.5 * (e / s.exp()) ** 2 + s).sum() + 0.5 * (q[1:] ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    error = dict(zip(["bias", "deviation", "page"], map(float, q.detach())))
    print("views: %d, %d right; %s %s" % (len(used), sum(right), trust, error))
    return trust, error


def quarter_rows(rows, dependence, old_dependence):
    """Log-likelihoods [N, sources, 4], the true quarter, whether a page, of rows whose quarter is beyond doubt."""
    x, y, p, kept = [], [], [], []
    for row in rows:
        # Which of the four hypotheses is the truth; between two of them the label says nothing.
        near = row["near"]
        distances = [abs(wrap(near + 90 * k - row["truth"], 360)) for k in range(4)]
        if min(distances) > 40:
            continue
        residual_quarters = round(wrap(near, 360) / 90) % 4
        k = (int(np.argmin(distances)) + residual_quarters) % 4
        values = []
        for source in SOURCES:
            quarters = row["quarters"].get(source)
            if quarters is None:
                values.append([0.0] * 4)
                continue
            scale = row[TILES[source]] ** (old_dependence - dependence) if source in TILES else 1.0
            values.append([value * scale for value in quarters])
        x.append(values), y.append(k), p.append(row["p"]), kept.append(row)
    return torch.tensor(x, dtype=torch.float64), torch.tensor(y), torch.tensor(p, dtype=torch.float64), kept


def prose(row):
    """How plainly a page is one of lines of letters, 0 to 1, as src/Upright/Estimation/Fusion.cs has it."""
    return min(1.0, max(0.0, (row["lines"][2] - LEAST_PROSE) / (PLAIN_PROSE - LEAST_PROSE))) if row["lines"] and not row["outline"] else 0.0


def all_prose(rows):
    return torch.tensor([prose(row) for row in rows], dtype=torch.float64)


def probabilities(x, p, plain, weights, outliers, misled):
    """plain: [N], how plainly pages are prose; weights: [2, KINDS, sources]: before the page network was asked and since;
    misled: how likely each source is to say nothing of a picture, however sure it is."""
    asked = (x[:, SOURCES.index("PageNetwork")] != 0).any(1).long()
    page = (1 - plain)[:, None] * weights[asked, 1] + plain[:, None] * weights[asked, 2]
    w = (1 - p)[:, None] * weights[asked, 0] + p[:, None] * page
    doubted = ((1 - misled) * torch.softmax(x, 2) + misled / 4).log()
    believed = torch.softmax((w[:, :, None] * doubted).sum(1), 1)
    outlier = ((1 - p) * outliers[0] + p * outliers[1])[:, None]
    return (1 - outlier) * believed + outlier / 4


def at_first(rows):
    """What was known of each after the first look, where it was not the answer."""
    return [{**row, **row["at_first"]} for row in rows if row.get("at_first")]


def fit_quarters(parts, start):
    """Weights of the sources for each kind of picture, and what a page is, together: what counts is that letters are believed where they help.

    parts: what was known at a stage, each (share of the loss, x [N, sources, 4], y [N] true quarters, features [N, F] of the page model,
    plain [N], pages [N] 1 for pages, weight [N]); start: the first guess of the page model.
    Returns the loss, the weights, the outliers and the page model.
    """
    deviation = torch.cat([part[3] for part in parts]).std(0).clamp(min=1e-6)
    first = torch.tensor([start["bias"], *(start[name] for name in PAGE_FEATURES)], dtype=torch.float64)
    beta = first.clone().requires_grad_(True)
    held = torch.tensor([False, *(name in PAGE_POSITIVE for name in PAGE_FEATURES)])

    def effective():
        return torch.where(held, beta.clamp(min=0), beta)

    shared = torch.full((KINDS, len(SOURCES)), -0.5, dtype=torch.float64, requires_grad=True)
    o = torch.tensor(OUTLIERS, dtype=torch.float64, requires_grad=True)
    m = torch.tensor(MISLED, dtype=torch.float64, requires_grad=True)

    def closure():
        optimizer.zero_grad()
        loss = 0
        for share, x, y, features, plain, pages, weight in parts:
            value = beta[0] + features @ effective()[1:]
            p = torch.sigmoid(value)
            loss = loss + share * PAGE_SHARE * (weight * torch.nn.functional.binary_cross_entropy_with_logits(value, pages, reduction="none")).sum()
            weights = torch.nn.functional.softplus(q.expand(2, KINDS, len(SOURCES)))
            loss = loss - share * (weight * probabilities(x, p, plain, weights, torch.sigmoid(o), torch.sigmoid(m)).gather(1, y[:, None])[:, 0].log()).sum()
        loss = loss + 0.05 * (q ** 2).sum() + 0.5 * ((o - torch.tensor(OUTLIERS)) ** 2).sum() + 0.5 * (m - MISLED) ** 2
        loss = loss + 0.05 * (((beta - first)[1:] * deviation) ** 2).sum()
        loss.backward()
        return loss

    # What a page is is found with weights that are the same at all stages; these are then let go apart.
    q = shared
    optimizer = torch.optim.LBFGS([q, o, m, beta], max_iter=400, line_search_fn="strong_wolfe")
    optimizer.step(closure)
    beta.requires_grad_(False)
    q = shared.detach().expand(2, KINDS, len(SOURCES)).clone().requires_grad_(True)
    optimizer = torch.optim.LBFGS([q, o, m], max_iter=400, line_search_fn="strong_wolfe")
    optimizer.step(closure)
    model = dict(zip(["bias", *PAGE_FEATURES], map(float, effective().detach())))
    return float(closure()), torch.nn.functional.softplus(q).detach(), torch.sigmoid(o).detach(), torch.sigmoid(m).detach(), model


def stage_parts(rows, dependence, old_dependence):
    """The parts that fit_quarters needs: all stages at which observing may end."""
    parts = []
    for known_rows, shares in ((rows, STAGE_SHARES), (at_first(rows), (FIRST_SHARE,))):
        if not known_rows:
            continue
        x, y, _, kept = quarter_rows(known_rows, dependence, old_dependence)
        pages = torch.tensor([float(is_page(row)) for row in kept], dtype=torch.float64)
        weight = torch.where(pages > 0, 0.5 / pages.sum(), 0.5 / (len(kept) - pages.sum()).clamp(min=1)) * len(kept)
        features = torch.tensor([page_features(row) for row in kept], dtype=torch.float64)
        plain = all_prose(kept)
        for share, stage in zip(shares, STAGES):
            asked = torch.tensor([float(source in stage) for source in SOURCES], dtype=torch.float64)
            known = torch.tensor([float(KNOWN_BY.get(name, "Glance") in stage) for name in PAGE_FEATURES], dtype=torch.float64)
            parts.append((share, x * asked[None, :, None], y, features * known, plain, pages, weight))
    return parts


TILT_FEATURES = ["tilted", "trust", "size", "error"]


def tilt_features(row):
    size = abs(wrap(row["angle"], 90))
    return [row["tilted"], logit(row["residual_trust"]), math.log(size + 0.3), math.log(row["angle_error"])]


def fit_tilt(rows):
    used, labels, weights = [], [], []
    for row in rows:
        if row["trust"] > 2 or row["answer_kind"] not in ("Photo", "Words") or abs(wrap(row["angle"] - row["truth"], 360)) > 45:
            continue
        truth, answer = wrap(row["truth"], 90), wrap(row["angle"], 90)
        if abs(answer) < 0.3:
            continue
        used.append(tilt_features(row))
        labels.append(abs(wrap(answer - truth, 90)) + 0.5 < abs(truth))
        weights.append(1.0)
    print("tilts: %d, %d of them make it better" % (len(used), sum(labels)))
    return fit_logistic(TILT_FEATURES, used, labels, weights)


def asked(rows, weights):
    """The weights by the sources' names; a source that was never asked has none."""
    return {source: float(weight) for source, weight in zip(SOURCES, weights) if any(source in row["quarters"] for row in rows)}


def tell(rows, x, y, p, weights, outliers, misled, title):
    """What the default decision would be, if residuals were as they are."""
    with torch.no_grad():
        told = probabilities(x, p, all_prose(rows), weights, outliers, misled).numpy()
    table = {}
    for row, quarters, truth in zip(rows, told, y.tolist()):
        best = int(quarters.argmax())
        cost = 1 - quarters[best] + (0, 1.5, 4, 1.5)[best] * quarters[0]
        answered, right = cost <= 1 - DEFAULT_THRESHOLD, best == truth
        for name in (row["set"], "all pages" if is_page(row) else "all photos"):
            t = table.setdefault(name, [0, 0, 0, 0])
            t[0] += 1
            t[1] += right
            t[2] += answered
            t[3] += answered and not right
    print("| %s | pictures | right quarter | answered | of these wrong |" % title)
    for name, (count, right, answered, wrong) in sorted(table.items()):
        print("| %s | %d | %.1f %% | %.1f %% | %d of %d |" % (name, count, 100 * right / count, 100 * answered / count, wrong, answered))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("onnx")
    parser.add_argument("evidence", nargs="+")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    args = parser.parse_args()
    random.seed(1)
    rows = [json.loads(line) for path in args.evidence for line in open(path)]
    model = onnx.load(args.onnx)
    before = json.loads(next((e.value for e in model.metadata_props if e.key == KEY), "{}"))
    old_dependence = before.get("tile_dependence", 0.5)
    for row in rows:
        row["exact"] = row["set"].startswith(("written", "rendered", "samples", "slips", "screens"))
    fit = [row for row in rows if row["part"] == "fit"]
    labelled = [row for row in fit if row["source"] not in NO_LABEL]
    pages = sum(map(is_page, labelled))
    balance = [0.5 * len(labelled) / (pages if is_page(row) else len(labelled) - pages) for row in labelled]
    page = fit_logistic(PAGE_FEATURES, [page_features(row) for row in labelled], [is_page(row) for row in labelled], balance, positive=PAGE_POSITIVE)
    for row in rows:
        row["p"] = apply(page, PAGE_FEATURES, page_features(row))
    for part in ("fit", "test"):
        chosen = [row for row in rows if row["part"] == part and row["source"] not in NO_LABEL]
        print("page or photo, %s: %.1f %% right of %d" % (part, 100 * np.mean([(row["p"] >= 0.5) == is_page(row) for row in chosen]), len(chosen)), page)
    best = None
    for dependence in (0.0, 0.25, 0.5, 0.75, 1.0):
        fitted = fit_quarters(stage_parts(labelled, dependence, old_dependence), page)
        print("tile dependence %.2f: loss %.2f" % (dependence, fitted[0]))
        if best is None or fitted[0] < best[0]:
            best = (*fitted, dependence)
    _, weights, outliers, misled, page, dependence = best
    for row in rows:
        row["p"] = apply(page, PAGE_FEATURES, page_features(row))
    lines_trust, lines_error = fit_lines(fit, "lines")
    rules_trust, rules_error = fit_lines(fit, "rules")
    outline_trust, outline_error = fit_outlines(fit)
    views_trust, views_error = fit_views(fit)
    for name, part in zip(("photo, first", "page, first", "prose, first", "photo", "page", "prose"), weights.flatten(0, 1)):
        print(name, {source: round(float(value), 3) for source, value in zip(SOURCES, part)})
    print("outliers", [round(float(value), 5) for value in outliers], "misled %.5f" % misled)
    tilt = fit_tilt(fit)
    print("tilt", tilt)
    for part in ("fit", "test"):
        x, y, p, kept = quarter_rows([row for row in rows if row["part"] == part], dependence, old_dependence)
        tell(kept, x, y, p, weights, outliers, misled, part)
    sets = {}
    for row in fit:
        sets[row["set"]] = sets.get(row["set"], 0) + 1
    parameters = {
        "page": page, "lines_trust": lines_trust, "rules_trust": rules_trust, "views_trust": views_trust, "lines_error": lines_error,
        "rules_error": rules_error, "views_error": views_error, "outline_trust": outline_trust, "outline_error": outline_error,
        "photo_quarters_first": asked(rows, weights[0][0]), "page_quarters_first": asked(rows, weights[0][1]), "prose_quarters_first": asked(rows, weights[0][2]),
        "photo_quarters": asked(rows, weights[1][0]), "page_quarters": asked(rows, weights[1][1]), "prose_quarters": asked(rows, weights[1][2]),
        "least_prose": LEAST_PROSE, "plain_prose": PLAIN_PROSE, "tile_dependence": dependence, "photo_outliers": float(outliers[0]), "page_outliers": float(outliers[1]), "misled": float(misled), "tilt": tilt,
        "data": "; ".join("%s %d" % pair for pair in sorted(sets.items())),
    }

    def rounded(value):
        return {k: rounded(v) for k, v in value.items()} if isinstance(value, dict) else round(value, 5) if isinstance(value, float) else value

    if not args.dry:
        kept = [entry for entry in model.metadata_props if entry.key != KEY]
        del model.metadata_props[:]
        model.metadata_props.extend(kept)
        entry = model.metadata_props.add()
        entry.key, entry.value = KEY, json.dumps(rounded(parameters))
        onnx.save(model, args.onnx)


if __name__ == "__main__":
    main()
