"""Pages that check the page's scripts without a result."""

load("//tools/report/web:script_bundle.bzl", "script_bundle")

_PAGE = """{{
echo '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>not run</title></head><body>'
sed -e '/^<script type="application.json"/d' -e '/^<script type="module">$$/d' -e '/^<script>$$/d' -e 's/^{{{{.*//' $(location {section})
echo '</section><pre id="checks"></pre><script>'
cat {library} /dev/null
echo '</script><script type="module">'
cat $(location {script})
echo '</script></body></html>'
}} > $@"""

def checks_page(name, section, modules, visibility, library = None):
    """Declares `name`.html, a page that says in its title what came of its checks.

    Args:
      name: its name.
      section: the HTML of the section that the scripts work on, with places for
        data and script.
      modules: as of script_bundle; the last one runs the checks.
      visibility: of the page.
      library: a classic script that they use, if any.
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
        ] + ([library] if library else []),
        outs = [name + ".html"],
        cmd = _PAGE.format(
            library = "$(location {})".format(library) if library else "",
            script = name + "_script.js",
            section = section,
        ),
        visibility = visibility,
    )
