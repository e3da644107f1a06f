from summarizer.model.retries import Budget


def test_budget_runs_from_its_start_to_zero() -> None:
    now = 100.0
    budget = Budget(10, clock=lambda: now)
    now = 150.0
    assert budget.left == 10
    budget.start()
    now = 154.0
    budget.start()
    assert budget.left == 6
    now = 161.0
    assert budget.left == 0
