from jsengine._kernel import Context


def test_dates_follow_a_clock_of_the_host() -> None:
    times = iter([1000.7, 2000.0, 3000.0])
    context = Context()
    context.set_clock(lambda: next(times))
    assert context.eval("[Date.now(), new Date().getTime(), new Date(5).getTime()].join()") == "1000,2000,5"


def test_random_numbers_repeat_with_their_seed() -> None:
    context = Context()
    rows = []
    for seed in (1, 2, 1):
        context.seed_random(seed)
        rows.append(context.eval("[Math.random(), Math.random()].join()"))
    assert rows[0] == rows[2] != rows[1]
