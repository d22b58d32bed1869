"""Microdata, for pages without JSON-LD."""

from live_blog_data import content, page, posting
from live_blog_data import update as one_update

from tui.model.blog import Paragraph
from tui.readers import read

UPDATES = """
<div itemscope itemtype="https://schema.org/LiveBlogPosting"
 itemid="https://www.indiatoday.in/live">
 <meta itemprop="coverageStartTime" content="2017-03-11T08:00:00+05:30">
 <h1 itemprop="headline">Counting day</h1>
 <span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
  <meta itemprop="name" content="India Today"></span>
 <div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting" id="u2">
  <p itemprop="headline" content="Second"></p>
  <time itemprop="datePublished" datetime="2017-03-11 19:02:10">7 pm</time>
  <div itemprop="articleBody"><p>One &amp; <b>two</b></p><p>Three</p></div>
  <span itemprop="author" itemscope itemtype="https://schema.org/Person">
   <a itemprop="url" href="/a"><i itemprop="name">Ana Lee</i></a></span>
  <span itemprop="image" itemscope itemtype="https://schema.org/ImageObject">
   <meta itemprop="url" content="https://i.example/a.jpg"></span>
 </div>
 <div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">
  <h2 itemprop="headline">First</h2>
  <span itemprop="datePublished" content="2017-03-11T18:00:00+05:30">6 pm</span>
  <meta itemprop="author" content="India Today">
  <p itemprop="articleBody">A text.</p><p itemprop="articleBody">Another.</p>
 </div>
</div>"""


def test_a_date_in_french_words_on_the_page_is_a_posts_time() -> None:
    posts = "".join(
        f"""<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">
        <h2 itemprop="headline">{minute}</h2><p itemprop="articleBody">Un texte.</p>
        <span itemprop="datePublished">26 avril 2024 à 11h{minute}</span></div>"""
        for minute in (18, 12)
    )
    body = f"""<div itemscope itemtype="https://schema.org/LiveBlogPosting"
        itemid="https://www.lemonde.fr/live">{posts}</div>"""
    times = [post.published.isoformat() for post in read(page(body=body, lang="fr")).posts]
    assert times == ["2024-04-26T11:12:00+02:00", "2024-04-26T11:18:00+02:00"]


def test_json_ld_with_the_newest_updates_only_still_tells_of_the_blog() -> None:
    data = posting(one_update(), headline="Counting day", description="All day.")
    blog = read(page({**data, "url": "https://www.indiatoday.in/live"}, body=UPDATES))
    assert (len(blog.posts), blog.description) == (2, "All day.")


def test_rdfa_says_the_same_in_other_attributes() -> None:
    """Its words may have a prefix."""
    rdfa = UPDATES.replace("itemprop=", "property=").replace("itemscope itemtype=", "typeof=")
    rdfa = rdfa.replace("itemid=", "resource=")
    blog = read(page(body=rdfa))
    assert content(blog) == content(read(page(body=UPDATES)))
    assert blog.format == "schema.org LiveBlogPosting (RDFa)"
    prefixed = rdfa.replace('property="', 'property="schema:').replace(
        "https://schema.org/", "schema:"
    )
    assert content(read(page(body=prefixed))) == content(blog)


def test_an_update_that_names_no_text_is_all_text_but_its_properties() -> None:
    update = (
        '<h2 itemprop="headline">H</h2><time datetime="2024-04-26T10:26:00Z">11.26</time>'
        "<p>One</p><p>Two</p>"
    )
    body = (
        '<article itemprop="liveBlogUpdate" itemscope'
        f' itemtype="https://schema.org/BlogPosting">{update}</article>'
    )
    (post,) = read(page(body=body)).posts
    assert (post.headline, post.body) == ("H", (Paragraph("One"), Paragraph("Two")))


def test_headline_and_time_in_a_header_are_no_text_either() -> None:
    update = (
        '<header><time itemprop="datePublished" datetime="2024-04-26T10:26:00Z">11.26</time>'
        '<h2 itemprop="headline">H</h2><p>Analysis</p></header><p>One</p>'
    )
    body = (
        '<article itemprop="liveBlogUpdate" itemscope'
        f' itemtype="https://schema.org/BlogPosting">{update}</article>'
    )
    (post,) = read(page(body=body)).posts
    assert (post.headline, post.body) == ("H", (Paragraph("Analysis"), Paragraph("One")))


def test_the_text_of_a_time_is_the_last_resort() -> None:
    body = UPDATES.replace(' datetime="2017-03-11 19:02:10">7 pm', ">March 11, 2017 7:02 PM")
    assert read(page(body=body)).posts[1].published.isoformat() == "2017-03-11T19:02:00+05:30"
