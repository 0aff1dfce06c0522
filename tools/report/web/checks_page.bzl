"""Pages that check the page's scripts without a result."""

load("//tools/report/web:script_bundle.bzl", "script_bundle")

_PAGE = """{{
echo '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>not run</title></head><body>'
sed -e '/^<script type="application.json"/d' -e '/^<script type="module">$$/d' -e 's/^{{{{.*//' $(location {section})
echo '</section><pre id="checks"></pre><script type="module">'
cat $(location {script})
echo '</script></body></html>'
}} > $@"""

def checks_page(name, section, modules, visibility):
    """Declares `name`.html, a page that says in its title what came of its checks.

    Args:
      name: its name.
      section: the HTML of the section that the scripts work on, with places for
        data and script.
      modules: as of script_bundle; the last one runs the checks.
      visibility: of the page.
    """
    script_bundle(
        name = name + "_script",
        modules = modules,
    )
    native.genrule(
        name = name,
        testonly = True,
        srcs = [
            section,
            name + "_script.js",
        ],
        outs = [name + ".html"],
        cmd = _PAGE.format(
            script = name + "_script.js",
            section = section,
        ),
        visibility = visibility,
    )
