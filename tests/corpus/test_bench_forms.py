"""The measure of the forms writes what it measures."""

from corpus.bench_forms import bench_forms
from outputs.forms import FORMS


def test_every_form_but_pdf_is_measured_on_as_many_tasks_as_asked_for(capsys):
    bench_forms(tasks=20, pdf=False)
    title, _, *rows = capsys.readouterr().out.splitlines()
    assert title.startswith("20 tasks")
    assert {row.split()[0] for row in rows} == set(FORMS) - {"pdf"}
    assert all(float(row.split()[-1]) >= 0 for row in rows)
