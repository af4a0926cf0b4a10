"""The printed equations of each source, one folder a source: `ENTRIES`, in the source's order.

`SOURCES` is the list of them, and the short name by which the book calls each. Everything else that
speaks of the sources (counts, tables, the command line, pages) takes them from here.
"""

SOURCES = {
    "zhou2018": "Zhou 2018",
    "murugan2017": "Murugan 2017",
    "li2019": "Li 2019",
    "jefkine2016": "Jefkine 2016",
    "digest": "Digest",
}
