import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.monitor.core import pages
from tests.monitor.core.reading import BLOCKS, CLAIM, WORDS, block, body_of


@pytest.mark.parametrize(
    "box",
    [
        '<div class="correction">Correction: an earlier version said 22 hostages were alive.</div>',
        '<footer><p class="editors-note">The count in this story was put right on Monday.</p></footer>',
        '<aside class="related"><p>Clarification: the number includes two soldiers.</p><a href="/x">More</a></aside>',
        '<footer class="article-update" id="f">The number of hostages in this story is now 20.</footer>',
    ],
)
def test_a_correction_is_never_dropped(box: str):
    words = box.split(">")[2 if "><p" in box else 1].split("<", maxsplit=1)[0]
    assert words in body_of(pages.wire(CLAIM, extra=box))


def test_a_correction_outside_of_the_article_is_kept_and_a_link_to_the_corrections_page_is_not():
    page = pages.wire(CLAIM).replace(
        "</body>",
        '<div class="corrections"><a href="/corrections">Corrections and clarifications</a></div>'
        '<div class="correction-box">The number of hostages was given wrongly.</div></body>',
    )
    assert "given wrongly" in body_of(page)
    assert "Corrections and" not in body_of(page)


def test_a_fact_box_without_links_is_kept_and_one_with_links_is_not():
    text = body_of(
        pages.wire(
            CLAIM,
            extra="<aside><p>At a glance: 20 alive, 28 dead, 48 held.</p></aside>"
            '<aside><p>In other news: 90 hurt in a crash.</p><a href="/x">Read</a></aside>',
        )
    )
    assert "20 alive, 28 dead" in text
    assert "90 hurt" not in text


@pytest.mark.parametrize(
    "block",
    [
        '<aside class="fact-box"><ul><li>Held: {}</li><li><a href="/q">What we know</a></li></ul></aside>',
        '<aside><p>Some {} are held; <a href="/q">a list</a> names all of them.</p></aside>',
        '<div class="sidebar-facts"><p>{} freed so far</p></div>',
        "<footer><p>Toll at the time of writing: {}</p></footer>",
        "<div><p>Toll at the time of writing: {}</p><form><input type=email></form></div>",
        "<div><p>The letter named {} of them.</p><form><input type=search></form></div>",
        '<div class="poll"><p>Of {} asked, 40% said no.</p></div>',
        '<div class="exit-poll-results"><p>Who leads? The north, with {} seats.</p></div>',
        "<blockquote><p>We waited long.</p><footer>one of {} officials</footer></blockquote>",
        "<p><button>{} hostages</button> remain, say officials in the south.</p>",
        "<table><caption>Figures as of day {}</caption><tr><td>Held</td><td>48</td></tr></table>",
        "<figure><figcaption>{} of them</figcaption></figure>",
        "<dl><dt>Dead {}</dt><dd>See above.</dd></dl>",
        "<details><summary>{} steps</summary><p>The first is the exchange.</p></details>",
    ],
)
def test_a_number_in_any_block_of_the_article_is_read(block: str):
    assert "4711" in body_of(pages.wire(CLAIM, extra=block.format(4711)))


def test_a_sentence_with_a_link_that_begins_like_a_pointer_is_read():
    text = "<p>Related families of <a href='/r'>all 4711 hostages</a> waited outside.</p>"
    assert "4711" in body_of(pages.wire(CLAIM, extra=text))


@pytest.mark.parametrize(
    "block",
    [
        "<amp-ad><p>Ad number {} of a partner</p></amp-ad>",
        '<ins class="adsbygoogle"><p>Ad number {} of a partner</p></ins>',
        "<p><button>Share {}</button></p>",
        '<p>Read more: <a href="/r">{} arrested in port as dockers go home</a></p>',
        '<p><strong>Also read – <a href="/r">{} arrested in port</a></strong></p>',
        '<div><span>ראו גם:</span> <a href="/r">{} נעצרו בנמל</a></div>',
        '<div><a href="#c">Comments ({})</a></div>',
        '<footer><p>See also</p><a href="/r">{} arrested in port</a></footer>',
        "<div><p>Our letter has {} readers.</p><form><input type=email><button>Join</button></form></div>",
        '<div class="poll-results"><p>Should the bath be closed?</p><ul><li>Yes 4%</li></ul><p>{} votes</p></div>',
    ],
)
def test_what_a_page_puts_into_the_article_is_not_read(block: str):
    assert "4711" not in body_of(pages.wire(CLAIM, extra=block.format(4711)))


def test_hidden_words_are_not_read():
    page = pages.wire(CLAIM + "<span hidden>Secret 77</span><span style='display:none'>Secret 78</span>")
    assert "Secret" not in body_of(page)


def test_a_moment_in_a_sentence_is_kept():
    assert "seized on 7 October 2023 and" in body_of(
        pages.wire("They were seized on <time>7 October 2023</time> and held.")
    )


@given(tag=BLOCKS, text=WORDS, number=st.integers(0, 10**6), seed=st.integers(1, 999))
@settings(max_examples=60, deadline=None)
def test_no_number_in_a_block_of_the_article_is_ever_lost(tag: str, text: str, number: int, seed: int):
    words = f"Count {number} {text}"
    assert " ".join(words.split()) in body_of(pages.wire(CLAIM, extra=block(tag, words), seed=seed))


def test_a_place_that_is_named_on_the_page_is_no_link():
    assert "What they asked for" in body_of(
        pages.wire(CLAIM, extra='<h2><a name="q">What they asked for</a></h2>')
    )
