"""What the outlet writes is read whatever its box is called, and a changed number in it is told; what leads elsewhere is not."""

import pytest

from tests import builders
from tests.monitor.core import pages
from tests.monitor.core.reading import CLAIM, body_of, read
from tests.monitor.core.watched import FILLER, LIVING, Watched, html, kinds

#: Boxes of the article; {} is where the number stands.
OWN = {
    "fact box with a link": '<aside class="infobox"><table><tr><th>Alive</th><td>{}</td></tr></table><p><a href="/all">The full list</a></p></aside>',
    "fact box of no name with a link": '<aside><table><tr><th>Alive</th><td>{}</td></tr><tr><th>Dead</th><td>28</td></tr></table><a href="/all">The full list</a></aside>',
    "rows named by links": '<aside><table><tr><td><a href="/a">Hostages alive</a></td><td>{}</td></tr><tr><td><a href="/d">Dead</a></td><td>28</td></tr></table></aside>',
    "bullets with a link": '<aside class="sidebar"><ul><li>{} hostages are alive</li><li>28 are dead</li></ul><a href="/all">More</a></aside>',
    "fact box by its heading": '<aside class="c-9"><h3>Key facts</h3><p>Israel says {} hostages are alive.</p><a href="/all">More</a></aside>',
    "fact box in Arabic": '<aside><h4>أبرز النقاط</h4><p>إسرائيل تقول إن {} رهينة على قيد الحياة.</p><a href="/all">المزيد</a></aside>',
    "fact box in Hebrew": '<aside><h4>עיקרי הדברים</h4><p>בישראל אומרים ש-{} חטופים בחיים.</p><a href="/all">עוד</a></aside>',
    "side": '<aside class="sidebar"><h3>The hostages</h3><p>Israel says {} hostages are alive.</p></aside>',
    "side, figures": '<div class="sidebar"><ul><li>Hostages alive: {}</li><li>Hostages dead: 28</li></ul></div>',
    "side, not printed": '<div class="noprint"><p>Israel says {} hostages are alive.</p></div>',
    "answer": '<h3>How many are alive?</h3><div style="display:none"><p>Israel says {}.</p></div>',
    "answer of an accordion": '<div class="accordion-item"><button aria-expanded="false">How many?</button><div hidden><p>Some {}.</p></div></div>',
    "answer, panel": '<div class="faq"><div class="q">How many?</div><div class="a" style="display: none;"><p>{}, it says.</p></div></div>',
    "answer, collapsed": '<section class="is-collapsed" style="display:none">Israel says {} are alive.</section>',
    "answer, found by the page's search": '<div hidden="until-found">Israel says {} are alive.</div>',
    "answer, list of terms": '<dl><dt>How many?</dt><dd style="display:none"><p>Israel says {}.</p></dd></dl>',
    "share of the vote": '<table class="share"><tr><th>North</th><td>{}</td></tr></table>',
    "share, a row": '<ul><li class="share">The north: {}</li><li class="share">The south: 40</li></ul>',
    "share, per cent": '<div class="share">The north {}%</div>',
    "counter with a sentence": '<div class="counter"><span>{}</span> <span>hostages still held in Gaza</span></div>',
    "linked points": '<ul class="key-points"><li><a href="/live#b1">Israel says {} hostages are alive</a></li><li><a href="/live#b2">Talks go on in the capital</a></li></ul>',
    "linked sentence": '<p><a href="/x">Israel says {} hostages are alive.</a></p>',
    "linked sentence of other words": '<p>Mediators met for two hours by the water and left.</p><p><a href="/x">None of {} came.</a></p>',
    "linked paragraph": '<p>Mediators met for two hours by the water and left.</p><p><a href="/x">Hamas says {} hostages are alive</a></p><p>Israel says more hostages are alive than that.</p>',
    "correction among letters": '<div class="newsletter"><h4>Our letter</h4>Correction: {} hostages are alive, not 19.<form><input></form></div>',
    "correction, bold": '<div class="promo"><strong>Editor’s note:</strong> {} hostages are alive, not 19.</div>',
    "correction, labelled": '<div class="newsletter"><h4>Clarification</h4><div>Some {} hostages are alive, the army says.</div></div>',
    "correction, in a list": '<ul class="related"><li>Clarification: {} hostages, not 19.</li></ul>',
    "correction in Arabic": '<div class="newsletter">تصحيح: العدد {} لا 19.</div>',
    "notice in Arabic": '<div class="promo"><div>تنويه: العدد {} لا 19.</div></div>',
    "correction in Hebrew": '<div class="newsletter"><span>תיקון:</span> המספר הוא {} ולא 19.</div>',
    "clarification in Hebrew": '<div class="newsletter"><p>הבהרה: {} ולא 19.</p></div>',
    "caption": '<figure><figcaption class="caption">Some {} of them</figcaption></figure>',
    "pull quote": '<aside class="pullquote"><blockquote>We counted {} of them.</blockquote></aside>',
    "pull quote to be shared": '<aside class="pull-quote"><blockquote>We counted {} of them.</blockquote><a href="/s">Post this</a></aside>',
    "point with a link behind it": '<aside class="sidebar"><ul><li>Israel says {} are alive <a href="/m">More</a></li></ul></aside>',
    "tab": '<div class="tabs"><div role="tabpanel" hidden><p>Israel says {}.</p></div></div>',
    "footer with a correction": '<footer><div>Correction: {} of them, not 19.</div><a href="/c">All corrections</a></footer>',
    "live summary": '<div class="live-summary"><h2>Summary</h2><ul><li><a href="/l?b=1">Israel says {} are alive</a></li></ul></div>',
    "details": "<details><summary>How many?</summary>Some {}.</details>",
    "amp": "<amp-accordion><section><h4>How many?</h4><div><p>Some {}.</p></div></section></amp-accordion>",
}  # fmt: skip


@pytest.mark.parametrize("box", OWN.values(), ids=OWN.keys())
def test_what_the_outlet_writes_is_read_once_whatever_its_box_is_called(box: str):
    written = f"{box.format(4711)}<p>{FILLER[0]}</p></article>"
    assert body_of(html(LIVING.format(5)).replace("</article>", written)).count("4711") == 1


@pytest.mark.parametrize("box", OWN.values(), ids=OWN.keys())
def test_a_number_that_changes_in_it_makes_another_text(box: str):
    first, second = (read(pages.tabloid(CLAIM, box.format(count), CLAIM)).fingerprint for count in (20, 22))
    assert first != second


@pytest.mark.parametrize(
    "name", ["side", "linked points", "linked paragraph", "correction, labelled", "answer of an accordion"]
)
def test_a_count_that_changes_in_it_is_told(watched: Watched, name: str):
    box = OWN[name].replace("Some {}", "{} hostages are alive")

    def page(count: int):
        return builders.page(
            html(*FILLER).replace("</article>", f"{box.format(count)}<p>{FILLER[0]}</p></article>")
        )

    watched.check(page(20))
    assert "claim_changed" in kinds(watched.check(page(22)))


#: Boxes beside the article, and where they stand.
BESIDE = {
    "points": '<ul class="x7"><li>Israel says {} hostages are alive</li><li>Talks go on in the capital today</li></ul>',
    "points of that name": '<div class="key-points"><p>Israel says {} are alive.</p></div>',
    "points in a wrapper": '<div><section class="c1"><h2>What we know</h2><p>Israel says {} are alive.</p></section></div>',
    "summary": '<div class="summary"><p>Israel says {} are alive.</p></div>',
    "points, linked to below": '<div class="key-points"><ul><li><a href="#b1">Israel says {} hostages are alive</a></li><li>Talks go on</li></ul></div>',
    "points in Arabic": '<div class="c1"><h3>أبرز النقاط</h3><ul><li>{} رهينة</li><li>لا اتفاق</li></ul></div>',
    "points in Hebrew": '<div class="c1"><strong>עיקרי הדברים</strong><ul><li>{} חטופים</li><li>אין הסכם</li></ul></div>',
}  # fmt: skip


@pytest.mark.parametrize("place", ["<article>", "</article>"])
@pytest.mark.parametrize("box", BESIDE.values(), ids=BESIDE.keys())
def test_points_just_before_or_behind_the_article_are_read(box: str, place: str):
    written = box.format(4711)
    beside = f"{written}<article>" if place == "<article>" else f"</article>{written}"
    assert body_of(html(LIVING.format(5)).replace(place, beside)).count("4711") == 1


@pytest.mark.parametrize(
    "note",
    [
        '<div class="x7">Correction: some 4711 hostages, not 19.</div>',
        '<div class="newsletter"><b>تنويه:</b> العدد 4711.</div>',
        '<div class="x7"><h4>Editor’s note</h4><p>The toll of this story is 4711.</p></div>',
    ],
)
def test_a_correction_at_the_foot_behind_the_article_is_read(note: str):
    other = '<div class="newsletter"><p>Sign up for our letter.</p></div>'
    assert (
        body_of(html(LIVING.format(5)).replace("</article>", f"</article>{other}{note}")).count("4711") == 1
    )


OTHERS = {
    "teaser": '<aside><h4>{} hurt in a crash</h4><a href="/x">Read</a></aside>',
    "side that leads elsewhere": '<div class="sidebar"><p>Some {} hurt in a crash.</p><a href="/x">Read</a></div>',
    "side that asks": '<div class="sidebar"><p>Join {} readers of ours.</p><button>Join</button></div>',
    "hidden template": '<div style="display:none"><p>Item {} of the list is here.</p></div>',
    "hidden, in a box of its own": '<div>\n<div style="display:none"><p>Item {} of the list is here.</p></div></div>',
    "counter of readers": '<div class="counter">{} people shared this story</div>',
    "points and more": '<div class="key-points"><p>Two things.</p><p><a href="/x">{} more</a></p></div>',
    "pointer in brackets": '<p><a href="/x">[Israel says {} hostages are alive]</a></p>',
    "hidden, to be filled in": '<h3>Alive</h3><div style="display:none"><p>{{{{ name }}}} {}</p></div>',
    "hidden menu": '<button aria-expanded="false">Menu</button><div hidden><ul><li><a href="/1">Area {}</a></li></ul></div>',
    "hidden dialog": '<h3>Alive</h3><div class="modal" hidden><p>Some {} cookies are stored.</p></div>',
    "hidden cookies": '<h3>Alive</h3><div class="cookie-consent" style="display:none"><p>Some {} cookies.</p></div>',
    "share bar": '<div class="share"><span>{}</span> shares</div>',
    "share, links": '<ul class="share"><li><a href="/s">Post</a> {}</li></ul>',
    "counter": '<div class="counter">{} days 3 hours 2 minutes</div>',
    "read also": '<p>Read also: <a href="/x">Israel says {} hostages are alive</a></p>',
    "headline of another page": '<p><a href="/x">Council votes {} to 4 to close the bath</a></p>',
    "headlines in a row": '<p><a href="/x">Israel says {} hostages are alive</a></p><p><a href="/y">Hostages are alive, says Israel</a></p>',
    "label and headline": '<p>Related</p><p><a href="/x">Israel says {} hostages are alive</a></p>',
    "letters": '<div class="newsletter">Get {} letters of ours. Corrections are free.</div>',
    "link to corrections": '<div class="promo"><a href="/c">Corrections</a> {}</div>',
}  # fmt: skip


@pytest.mark.parametrize("box", OTHERS.values(), ids=OTHERS.keys())
def test_what_leads_elsewhere_is_not_read(box: str):
    text = html(LIVING.format(5)).replace(
        "</article>", f"<p>{FILLER[1]}</p>{box.format(4711)}<p>{FILLER[0]}</p></article>"
    )
    assert "4711" not in body_of(text)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="menu"><ul><li>Some 4711 words here</li><li>And some more here</li></ul></div>',
        '<ul class="x7"><li><a href="/x">Israel says 4711 hostages are alive</a></li><li>Talks go on in the city</li></ul>',
        '<div><h2>Key points</h2><ul><li><a href="/x">Some 4711 hurt in a crash</a></li></ul></div>',
        '<div class="key-points" hidden><p>Some 4711 of them are alive.</p></div>',
        '<div class="summary"><p>Our letter has 4711 readers.</p><form><input></form></div>',
        '<div class="x7"><ul><li>Area 4711</li><li>Region</li></ul></div>',
        '<div class="x7"><p>Some 4711 readers are with us.</p></div>',
    ],
)
def test_what_stands_beside_the_article_and_is_not_its_own_is_not_read(box: str):
    text = html(LIVING.format(5))
    for place in (f"{box}<article>",):
        assert "4711" not in body_of(
            text.replace("<article>", place).replace("</article>", f"</article>{box}")
        )


def test_an_outlet_that_names_its_article_names_all_of_it():
    text = html(LIVING.format(5)).replace("<article>", f"{BESIDE['points'].format(4711)}<article>")
    assert "4711" not in body_of(text, selectors=("article",))
    assert "4711" in body_of(text, selectors=("!nav",))


def test_boxes_by_the_thousand_are_looked_into_up_to_a_number():
    boxes = '<div class="share">5%</div>' * 1100 + '<div class="share">4711%</div>'
    text = html(LIVING.format(5)).replace("</article>", f"{boxes}</article>")
    assert "4711" not in body_of(text)
    assert "4711" in body_of(text.replace('class="share"', 'class="c1"'))


def test_asides_by_the_hundred_are_looked_into_up_to_a_number():
    asides = (
        "<aside>The toll stood at 5 in all.</aside>" * 200 + "<aside>The toll stood at 4711 in all.</aside>"
    )
    text = html(LIVING.format(5)).replace("</article>", f"{asides}</article>")
    assert "4711" not in body_of(text)
    assert "4711" in body_of(text.replace("<aside>", "<div>").replace("</aside>", "</div>"))
