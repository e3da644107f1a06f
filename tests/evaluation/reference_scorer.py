# The project's first scorer, frozen: it reads plain JSON and shares no code with summarizer.evaluation.
# test_scorers_agree.py holds the two together. Do not edit it: a change of definition needs a reason in NOTES.md.
# It is kept exactly as it was written, so it is neither typed nor formatted like the rest.
# mypy: ignore-errors
# ruff: noqa: B905, E501, E731, PTH123, T201
# fmt: off
"""Score published briefs (JSON) against gold annotations. Standard library only.

    python score_briefs.py --gold gold.json --articles DIR --briefs DIR [--json OUT]

gold.json   a list of {id, actors, quotes, events, moves}; see README.md beside this file.
--articles  DIR/<id>.txt, the article text exactly as it was given to the summarizer.
--briefs    DIR/<id>.json, one published Brief each. A missing file scores as an empty brief.

What counts
  grounded     share of evidence spans with article[start:end] == text (must be 1.000)
  unsupported  digits and capitalised words in headline, summary and descriptions that the article
               does not contain, per brief (must be 0; it is a proxy for invention)
  quotes       found = a gold full/partial quotation whose words lie inside a predicted quote;
               precision counts a predicted quote that overlaps no gold full/partial quotation as wrong;
               speaker = share of found quotes (with a known speaker) whose speaker matches an accepted name
  events       (first 12) a prediction matches when an evidence span overlaps an anchor of the gold event
               (one to one); recall over major gold events; precision = share that overlaps a major gold event
               or move; repeated = share that says again what an earlier one said
  moves        (first 16) the same with the PLOVER type among the accepted types; 'actor' adds the actor's name
  actors       recall over major gold actors by name or alias
"""
import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

MAX_SPAN = 600  # a longer evidence span pinpoints nothing and is not counted
MAX_EVENTS, MAX_MOVES = 12, 16  # a brief is brief: only the first so many are read, so order by importance
STOP = {"the", "a", "an", "of", "and", "us", "mr", "mrs", "ms", "president", "minister", "prime", "foreign",
        "secretary", "state", "leader", "general", "official", "spokesman", "spokeswoman", "government"}


def fold(text):
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[\u2018\u2019\u201c\u201d\"'`]", "", text)
    return re.sub(r"\s+", " ", text).strip(" .,;:!?\u2026-\u2013\u2014")


def spans(item):
    found = item.get("evidence") or []
    return [e for e in (found if isinstance(found, list) else [found]) if e]


def anchored(article, anchors):
    out = []
    for a in anchors:
        if isinstance(a, (list, tuple)):
            out.append((a[0], a[1]))
        else:
            s = article.find(a)
            if s >= 0:
                out.append((s, s + len(a)))
    return out


def overlaps(pred, gold, least=12):
    for e in pred:
        if e["end"] - e["start"] > MAX_SPAN:
            continue
        for s, t in gold:
            if min(e["end"], t) - max(e["start"], s) >= min(least, t - s):
                return True
    return False


def names_of(brief, refs):
    by_id = {a.get("id"): a for a in brief.get("actors", [])}
    out = []
    for r in refs or []:
        a = by_id.get(r)
        if a is None:
            out.append(str(r))
        else:
            out.append(a.get("name", ""))
            out += [m.get("text", "") for m in a.get("mentions", []) if isinstance(m, dict)]
    return [n for n in out if n]


def same_name(pred, gold):
    for p in pred:
        fp = fold(p)
        for g in gold:
            fg = fold(g)
            if not fp or not fg:
                continue
            if fp == fg or re.search(rf"\b{re.escape(fg)}\b", fp) or re.search(rf"\b{re.escape(fp)}\b", fg):
                return True
            tp, tg = ([w for w in re.findall(r"\w+", f) if w not in STOP] for f in (fp, fg))
            if tp and tg and tp[-1] == tg[-1]:
                return True
    return False


def unsupported(brief, article):
    low = fold(article)
    words = set(re.findall(r"\w+", low))
    texts = [brief.get("headline") or ""]
    summary = brief.get("summary") or []
    texts += [summary] if isinstance(summary, str) else [s.get("text", "") for s in summary]
    texts += [x.get("description") or "" for k in ("key_events", "diplomatic_moves") for x in brief.get(k, [])]
    bad = []
    for t in texts:
        for m in re.finditer(r"\d[\d,.]*\d|\d|\b[A-Z][\w\u2019'-]+", t):
            w = fold(m.group())
            w = re.sub(r"s$", "", w) if w not in words else w
            sentence_start = m.start() == 0 or t[:m.start()].rstrip()[-1:] in ".!?:"
            if w in words or w + "s" in words or any(p in words for p in w.split("-")):
                continue
            if sentence_start and not m.group()[0].isdigit():
                continue
            bad.append(m.group())
    return bad


def match(preds, golds, ok):
    """Greedy one-to-one matching; returns {gold index: pred index}."""
    used, out = set(), {}
    for gi, g in enumerate(golds):
        for pi, p in enumerate(preds):
            if pi not in used and ok(p, g):
                used.add(pi)
                out[gi] = pi
                break
    return out


def score(gold, article, brief):
    r = {}
    ev = [e for k in ("summary", "key_events", "quotes", "diplomatic_moves") if isinstance(brief.get(k), list)
          for x in brief[k] if isinstance(x, dict) for e in spans(x)]
    r["evidence"] = len(ev)
    r["evidence_true"] = sum(article[e["start"]:e["end"]] == e.get("text") for e in ev)
    r["unsupported"] = unsupported(brief, article)

    flat = fold(article)
    gq = [q for q in gold["quotes"] if q["kind"] in ("full", "partial")]
    pq = brief.get("quotes", [])
    r["quotes_gold"], r["quotes_pred"] = len(gq), len(pq)
    r["quotes_verbatim"] = sum(fold(q.get("text", "")) in flat for q in pq)
    anchors = [fold(q["anchor"] if isinstance(q["anchor"], str) else article[q["anchor"][0]:q["anchor"][1]]) for q in gq]
    used, hits, speakers, scored = set(), 0, 0, 0
    for q, a in zip(gq, anchors):
        texts = [(i, fold(p.get("text", ""))) for i, p in enumerate(pq)]
        same = [i for i, t in texts if t and (a[:60] in t or (len(t) >= 12 and t[:60] in a))]
        if same:
            i = min(same, key=lambda i: i in used)  # the same words quoted twice: one prediction each
            hits += 1
            used.add(i)
            p = pq[i]
            who = names_of(brief, [p["speaker"]] if p.get("speaker") else []) + ([p["speaker_text"]] if p.get("speaker_text") else [])
            if q["speaker"] is not None:  # null: the annotators did not resolve the speaker
                scored += 1
                speakers += same_name(who, q["speaker"]) if q["speaker"] else not who
    scare = [fold(q["anchor"] if isinstance(q["anchor"], str) else article[q["anchor"][0]:q["anchor"][1]]) for q in gold["quotes"] if q["kind"] == "scare"]
    r["quotes_found"], r["speakers_right"], r["speakers_scored"] = hits, speakers, scored
    r["quotes_wrong"] = sum(i not in used and fold(p.get("text", "")) not in scare for i, p in enumerate(pq))

    pe, pm = brief.get("key_events", [])[:MAX_EVENTS], brief.get("diplomatic_moves", [])[:MAX_MOVES]
    ge = [dict(e, spans=anchored(article, e["anchors"])) for e in gold["events"]]
    gm = [dict(m, spans=anchored(article, m["anchors"])) for m in gold["moves"]]
    hit = lambda p, g: overlaps(spans(p), g["spans"])
    typed = lambda p, g: hit(p, g) and p.get("type") in g["types"]
    acted = lambda p, g: typed(p, g) and (not g["actor"] or same_name(names_of(brief, p.get("actors")), g["actor"]))
    major = [g for g in ge if g["major"]]
    r["events_major"], r["events_major_found"] = len(major), len(match(pe, major, hit))
    r["events_major_typed"] = len(match(pe, major, typed))
    news = major + [g for g in gm if g["major"]]
    r["events_pred"], r["events_right"] = len(pe), sum(any(hit(p, g) for g in news) for p in pe)
    r["events_repeated"] = sum(any(hit(p, g) for g in ge) for p in pe) - len(match(pe, ge, hit))
    gmm = [g for g in gm if g["major"]]
    r["moves_major"], r["moves_major_found"] = len(gmm), len(match(pm, gmm, typed))
    r["moves_major_actor"] = len(match(pm, gmm, acted))
    r["moves_pred"], r["moves_right"] = len(pm), sum(any(typed(p, g) for g in gm) for p in pm)
    r["moves_right_actor"] = sum(any(acted(p, g) for g in gm) for p in pm)
    ma = [a for a in gold["actors"] if a["major"]]
    pa = [n for a in brief.get("actors", []) for n in [a.get("name", "")] + [m.get("text", "") for m in a.get("mentions", []) if isinstance(m, dict)]]
    r["actors_major"] = len(ma)
    r["actors_found"] = sum(same_name(pa, [a["name"], *a["aliases"]]) for a in ma)
    names = [a.get("name", "") for a in brief.get("actors", [])]
    r["actors_pred"], r["actors_in_text"] = len(names), sum(fold(n) in flat for n in names if n)
    return r


def ratio(a, b):
    return a / b if b else float("nan")


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def summarise(rows):
    t = lambda k: sum(x[k] if not isinstance(x[k], list) else len(x[k]) for x in rows)
    s = {
        "briefs": len(rows),
        "grounded": ratio(t("evidence_true"), t("evidence")),
        "unsupported_per_brief": ratio(t("unsupported"), len(rows)),
        "quote_recall": ratio(t("quotes_found"), t("quotes_gold")),
        "quote_precision": ratio(t("quotes_pred") - t("quotes_wrong"), t("quotes_pred")),
        "quote_verbatim": ratio(t("quotes_verbatim"), t("quotes_pred")),
        "speaker_accuracy": ratio(t("speakers_right"), t("speakers_scored")),
        "event_recall_major": ratio(t("events_major_found"), t("events_major")),
        "event_repeated": ratio(t("events_repeated"), t("events_pred")),
        "event_typed_recall": ratio(t("events_major_typed"), t("events_major")),
        "event_precision": ratio(t("events_right"), t("events_pred")),
        "move_recall_major": ratio(t("moves_major_found"), t("moves_major")),
        "move_precision": ratio(t("moves_right"), t("moves_pred")),
        "move_actor_precision": ratio(t("moves_right_actor"), t("moves_pred")),
        "actor_recall_major": ratio(t("actors_found"), t("actors_major")),
        "actor_in_text": ratio(t("actors_in_text"), t("actors_pred")),
    }
    s["event_f1"] = f1(s["event_precision"], s["event_recall_major"])
    s["move_f1"] = f1(s["move_precision"], s["move_recall_major"])
    return s


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--gold", required=True, type=Path)
    ap.add_argument("--articles", required=True, type=Path)
    ap.add_argument("--briefs", required=True, type=Path)
    ap.add_argument("--json", type=Path)
    a = ap.parse_args()
    rows = []
    for gold in json.loads(a.gold.read_text(encoding="utf-8")):
        with open(a.articles / f"{gold['id']}.txt", encoding="utf-8", newline="") as f:
            article = f.read()
        path = a.briefs / f"{gold['id']}.json"
        brief = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        row = score(gold, article, brief)
        rows.append(row)
        print(f"{gold['id']:<18} quotes {row['quotes_found']}/{row['quotes_gold']} speakers {row['speakers_right']} "
              f"events {row['events_major_found']}/{row['events_major']} (pred {row['events_right']}/{row['events_pred']}) "
              f"moves {row['moves_major_found']}/{row['moves_major']} (pred {row['moves_right']}/{row['moves_pred']}) "
              f"actors {row['actors_found']}/{row['actors_major']} unsupported {row['unsupported']}"
              + ("" if path.exists() else "  NO BRIEF"))
    total = summarise(rows)
    print()
    for k, v in total.items():
        print(f"{k:<24}{v:.3f}" if isinstance(v, float) else f"{k:<24}{v}")
    if a.json:
        a.json.write_text(json.dumps({"total": total, "articles": rows}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
