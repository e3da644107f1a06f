"""Measuring briefs against gold annotations: gold, scores, figures, intervals, comparison, report."""
