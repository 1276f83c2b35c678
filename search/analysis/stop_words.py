"""Words that say nothing of what somebody looks for: a page need not have them."""

_FINNISH = """
ja tai eli sekä että mutta vaan kun jos niin myös vai kuin koska
on ovat oli olivat olla ollut ole olen olemme ei eivät en
mikä mitä mitkä missä mistä mihin minne miten kuinka milloin miksi kuka ketkä kenen kenelle kuka
joka jotka jonka jossa josta johon jolla jolle
se ne sen niiden tämä tämän tässä nämä näiden minä minun me meidän te teidän hän he heidän
voi voiko voin voiko voivat saa saako saan saada pitää pitääkö haluan haluaisin tarvitsen
joku jotain jotakin jossain jossakin monta paljonko pitäisi voisi voisiko löytyy löytyykö löydän
onko mikäli noin vain jo vielä kanssa ilman varten mukaan asti sekä
"""
_SWEDISH = """
och eller att som är var en ett den det de i på av för till med om hur vad när vem vilka vilken
vilket kan jag man vi får inte från där ska har
"""
_ENGLISH = """
and or the a an of in on for to with is are be how what when where who which can do does i we my
our you your at by from it
"""

STOP_WORDS = frozenset(f"{_FINNISH} {_SWEDISH} {_ENGLISH}".split())
