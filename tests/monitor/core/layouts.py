"""Layouts as content systems mark articles up, of invented outlets. Next: `test_layouts`, which plants edits and noise.

Each is a function of an `Inside` (what the article is made of) and the noise around it; the words are the test's.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

#: (tag, text) of a block; `box` holds markup that is no part of the article.
Block = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Inside:
    """An article, and the boxes that stand around it."""

    headline: str
    standfirst: str
    byline: str
    blocks: tuple[Block, ...]
    #: Markup before the article and behind it, and a class name that a build step makes up.
    before: str = ""
    after: str = ""
    nonce: str = "k3x"


def _write(blocks: tuple[Block, ...], *, opening: str = "<p>", closing: str = "</p>") -> str:
    """Write blocks with paragraphs in a form of the layout's own, and lists, tables and quotes as they are."""
    forms = {
        "p": f"{opening}{{}}{closing}",
        "li": "<ul><li>{}</li><li>No more of them were named.</li></ul>",
        "td": "<table><tbody><tr><th>Sunday</th><td>{}</td></tr></tbody></table>",
        "blockquote": "<blockquote><p>{}</p></blockquote>",
        "h2": "<h2>{}</h2>",
        "figcaption": '<figure><img src="a.jpg" alt=""><figcaption>{}</figcaption></figure>',
        "correction": '<p class="correction">Correction: {}</p>',
        "box": "{}",
    }
    return "\n".join(forms[tag].format(text) for tag, text in blocks)


def _data(inside: Inside, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": inside.headline,
        "datePublished": "2025-09-01T08:00:00Z",
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _head(inside: Inside, *, lang: str = "en", more: str = "") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{inside.headline} - The Quay</title>'
        f'<meta property="og:title" content="{inside.headline}"><meta name="csrf" content="{inside.nonce}">{more}</head>'
    )


def wordpress_classic(inside: Inside) -> str:
    return f"""{_head(inside)}<body class="post-template single single-post postid-99">{inside.before}<div id="page" class="site">
<div id="primary" class="content-area"><main id="main"><article id="post-99" class="post-99 post type-post has-post-thumbnail tag-talks">
<header class="entry-header"><h1 class="entry-title">{inside.headline}</h1><p class="subtitle">{inside.standfirst}</p>
<div class="entry-meta"><span class="byline">By <a href="/a" rel="author">{inside.byline}</a></span></div></header>
<div class="entry-content">{_write(inside.blocks)}</div><footer class="entry-footer"><a href="/tag/talks">talks</a></footer>
</article></main></div></div>{inside.after}</body></html>"""


def wordpress_blocks(inside: Inside) -> str:
    body = _write(inside.blocks, opening='<p class="wp-block-paragraph has-large-font-size">')
    return f"""{_head(inside, more=_data(inside))}<body>{inside.before}<div class="wp-site-blocks"><main class="wp-block-group">
<h1 class="wp-block-post-title">{inside.headline}</h1><p class="article-lead">{inside.standfirst}</p>
<p class="byline">{inside.byline}</p><div class="entry-content wp-block-post-content is-layout-flow">{body}</div></main></div>{inside.after}</body></html>"""


def page_builder(inside: Inside) -> str:
    """Each block in a widget of its own."""
    widgets = "".join(
        f'<div class="elementor-element elementor-widget elementor-widget-text-editor" data-id="{inside.nonce}">'
        f'<div class="elementor-widget-container">{_write((block,))}</div></div>'
        for block in inside.blocks
    )
    return f"""{_head(inside)}<body class="elementor-page">{inside.before}<div class="elementor elementor-99"><section class="elementor-section">
<div class="elementor-widget elementor-widget-heading"><h1>{inside.headline}</h1></div><div class="subhead">{inside.standfirst}</div>
<div class="author-name">{inside.byline}</div>{widgets}</section></div>{inside.after}</body></html>"""


def built_by_scripts(inside: Inside) -> str:
    """A layout whose class names are made up by a build step."""
    body = _write(inside.blocks, opening=f'<p class="css-{inside.nonce} e1ad">')
    return f"""{_head(inside, more=_data(inside))}<body>{inside.before}<div id="root"><div class="c-{inside.nonce}"><main>
<div class="styles_head__Ee5Ad"><h1 class="h-{inside.nonce}">{inside.headline}</h1><h2 class="styles_standfirst__x{inside.nonce}">{inside.standfirst}</h2>
<span class="styles_byline__x">By {inside.byline}</span></div><div class="styles_body__Ee5Ad">{body}</div></main></div></div>{inside.after}</body></html>"""


def newspaper_chain(inside: Inside) -> str:
    """Paragraphs and boxes as siblings in one long article element."""
    body = _write(inside.blocks, opening='<p class="c-paragraph" data-el="text">')
    return f"""{_head(inside, more=_data(inside))}<body>{inside.before}<div class="b-right-rail"><article class="b-article-body">
<div class="b-headline"><h1>{inside.headline}</h1><h2 class="sub-headline">{inside.standfirst}</h2></div><div class="b-byline">{inside.byline}</div>
{body}</article></div>{inside.after}</body></html>"""


def drupal(inside: Inside) -> str:
    body = _write(inside.blocks)
    return f"""{_head(inside)}<body class="path-node page-node-type-article">{inside.before}<div class="dialog-off-canvas-main-canvas"><main role="main">
<div class="region region-content"><h1 class="page-header"><span>{inside.headline}</span></h1><div class="node node--type-article">
<div class="field field--name-field-subtitle field--type-string">{inside.standfirst}</div><span rel="author">{inside.byline}</span>
<div class="field field--name-body field--type-text-with-summary">{body}</div></div></div></main></div>{inside.after}</body></html>"""


def accelerated(inside: Inside) -> str:
    body = _write(inside.blocks)
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{inside.headline}</title>{_data(inside)}</head><body>{inside.before}
<amp-analytics><script type="application/json">{{"n": "{inside.nonce}"}}</script></amp-analytics><article class="amp-wp-article">
<h1 class="amp-wp-title">{inside.headline}</h1><p class="dek">{inside.standfirst}</p><div class="amp-wp-byline">{inside.byline}</div>
<div class="amp-wp-article-content">{body}</div><amp-next-page><script>1</script></amp-next-page></article>{inside.after}</body></html>"""


def live_blog(inside: Inside) -> str:
    """Entries, newest first, each an article of its own."""
    entries = "".join(
        f'<article class="live-entry" id="e{at}"><time>10:{59 - at:02}</time><div class="entry-body">{_write((block,))}</div></article>'
        for at, block in enumerate(inside.blocks)
    )
    return f"""{_head(inside)}<body>{inside.before}<main><h1>{inside.headline}</h1><div class="standfirst">{inside.standfirst}</div>
<div class="byline">{inside.byline}</div><div class="live-blog">{entries}</div></main>{inside.after}</body></html>"""


def div_soup(inside: Inside) -> str:
    """Text in bare div elements."""
    body = _write(inside.blocks, opening="<div>", closing="</div>")
    return f"""{_head(inside)}<body>{inside.before}<div class="wrap"><div class="l"><div class="t1"><h1>{inside.headline}</h1></div>
<div class="t2 subtitle">{inside.standfirst}</div><div class="t3 byline">{inside.byline}</div><div class="t4">{body}</div></div></div>{inside.after}</body></html>"""


def spans(inside: Inside) -> str:
    """Text in spans of div elements, as word processors paste it."""
    body = _write(
        inside.blocks, opening='<div dir="ltr"><span style="font-family: serif">', closing="</span></div>"
    )
    return f"""{_head(inside)}<body>{inside.before}<div id="content"><h1>{inside.headline}</h1><p class="subtitle">{inside.standfirst}</p>
<p class="byline">{inside.byline}</p><div class="text">{body}</div></div>{inside.after}</body></html>"""


def line_breaks(inside: Inside) -> str:
    """Paragraphs parted by two line breaks."""
    body = _write(inside.blocks, opening="", closing="<br><br>")
    return f"""{_head(inside)}<body>{inside.before}<div id="story"><h1>{inside.headline}</h1><p class="subtitle">{inside.standfirst}</p>
<p class="byline">{inside.byline}</p><div id="storytext">{body}</div></div>{inside.after}</body></html>"""


def tables(inside: Inside) -> str:
    """A page laid out with tables."""
    body = _write(inside.blocks)
    return f"""{_head(inside)}<body><table width="100%"><tr><td colspan="2">{inside.before}</td></tr><tr><td width="600"><h1>{inside.headline}</h1>
<p class="subtitle">{inside.standfirst}</p><p class="byline">{inside.byline}</p>{body}</td><td>{inside.after}</td></tr></table></body></html>"""


def lazy(inside: Inside) -> str:
    """The second half is folded until somebody asks for it."""
    half = len(inside.blocks) // 2
    first, second = _write(inside.blocks[:half]), _write(inside.blocks[half:])
    return f"""{_head(inside)}<body>{inside.before}<main><article><h1>{inside.headline}</h1><p class="standfirst">{inside.standfirst}</p>
<p class="byline">{inside.byline}</p><div class="story"><div>{first}</div><section class="is-collapsed" style="display: none">{second}</section></div>
</article></main>{inside.after}</body></html>"""


def many_articles(inside: Inside) -> str:
    """The article, and teasers of others as article elements of their own."""
    teasers = "".join(
        f"<article class='c-{inside.nonce}'><h3><a href='/{n}'>Other news of the week, number {n}</a></h3><p>A line about it.</p></article>"
        for n in range(3)
    )
    return f"""{_head(inside)}<body>{inside.before}<main><article><h1>{inside.headline}</h1><p class="standfirst">{inside.standfirst}</p>
<p class="byline">{inside.byline}</p>{_write(inside.blocks)}</article>{teasers}</main>{inside.after}</body></html>"""


def arabic(inside: Inside) -> str:
    return f"""{_head(inside, lang="ar")}<body dir="rtl">{inside.before}<div class="article-page"><h1>{inside.headline}</h1>
<p class="article-summary">{inside.standfirst}</p><div class="byline">{inside.byline}</div>
<div class="wysiwyg wysiwyg--all-content">{_write(inside.blocks)}</div></div>{inside.after}</body></html>"""


def hebrew(inside: Inside) -> str:
    return f"""{_head(inside, lang="he")}<body dir="rtl">{inside.before}<main><section class="article"><h1 class="mainTitle">{inside.headline}</h1>
<h2 class="subTitle">{inside.standfirst}</h2><span class="byline">{inside.byline}</span>
<div class="text_editor_paragraph rtl">{_write(inside.blocks)}</div></section></main>{inside.after}</body></html>"""


LAYOUTS: tuple[Callable[[Inside], str], ...] = (
    wordpress_classic,
    wordpress_blocks,
    page_builder,
    built_by_scripts,
    newspaper_chain,
    drupal,
    accelerated,
    live_blog,
    div_soup,
    spans,
    line_breaks,
    tables,
    lazy,
    many_articles,
    arabic,
    hebrew,
)
