"""An invented wire story, a retelling of it in other words, and an own report of the same event."""

from __future__ import annotations

AGENCY = "Ostmark Agency"

SOURCE = """VELINGRAD, Ruritania

The old stone bridge over the Marn collapsed shortly before dawn on Tuesday, cutting the only road between the \
harbour town of Velingrad and the salt villages on the eastern bank, where some four thousand people live.

Firefighters pulled two lorry drivers from the cold water, but a third vehicle, a bakery van on its morning round, \
was still missing when the tide turned at noon and the divers had to leave the river.

Engineers had warned the provincial council twice since the spring floods that the middle pier was leaning. The \
council postponed the repair because the money had been spent on the new regatta stand.

“We heard the stones grinding all night and nobody would pick up the telephone,” said Jonna Havlik, who keeps the \
toll house on the western bank.

Havlik told Ostmark Agency that the night watchman had closed the barrier on his own authority minutes before the \
fall, which probably saved the workers' bus.

“He had a lantern and a whistle, and he stood in the middle of the road like a saint,” she continued.

Governor Anton Rask declared a week of mourning in a televised address on Tuesday evening. “No bridge in this \
province will carry a single cart until an honest man has looked at its feet,” he said.

Rask's opponents recalled that his cousin's firm had inspected the bridge in March and found it sound for another \
forty years.

Ferries from the island of Sorn will take over the crossing from Thursday, but only at high water, and farmers fear \
that the salt harvest will rot on the quays before the autumn fair.

Copyright 2026 Ostmark Agency. All rights reserved. This material may not be published, broadcast, rewritten, or \
redistributed.
"""

RETOLD = """\
Just before sunrise on Tuesday, Velingrad lost its old bridge over the Marn, a stone structure whose fall severs the \
only road from the harbour town to the salt villages of the eastern bank and their four thousand inhabitants.

Two lorry drivers were pulled out of the cold river by firefighters. A third vehicle, the van of a bakery doing its \
morning deliveries, had not been found by noon, when the tide turned and divers were forced to leave the water.

Twice since the floods of the spring, engineers had told the provincial council that the middle pier leaned. Repair \
was postponed by the council, since the money for it had gone into a new stand for the regatta.

According to Jonna Havlik, keeper of the toll house on the western side, the stones had been grinding throughout the \
night while no one answered the telephone.

Speaking to Ostmark Agency, Havlik said that a night watchman closed the barrier minutes before the bridge fell, on \
nobody's authority but his own, and so probably saved a bus full of workers.

With a lantern and a whistle, she went on, the man had stood in the road like some saint.

In a televised address in the evening the governor, Anton Rask, announced a week of mourning and promised that no \
cart would cross a bridge of the province before an honest man had examined its feet.

His opponents pointed out that in March a firm belonging to Rask's cousin had inspected the bridge and judged it \
sound for forty years more.

From Thursday the crossing will be served by ferries from the island of Sorn, at high water only; farmers are afraid \
that before the autumn fair their salt harvest will have rotted on the quays.
"""

OWN_REPORT = """\
VELINGRAD - Schools stayed closed in the harbour quarter on Wednesday while parents stood in line for drinking \
water, a reporter of this newspaper found.

The main that feeds the eastern villages ran under the roadway of the Marn bridge. It broke when the arches gave \
way, and the waterworks do not expect to lay a hose across the river before the weekend, according to its director, \
Petra Lund.

Governor Anton Rask spoke on television on Tuesday evening. “No bridge in this province will carry a single cart \
until an honest man has looked at its feet,” he said. He did not take questions.

At the hospital, a nurse who asked not to be named counted eleven patients with hypothermia, most of them volunteers \
who had waded in to help. Nobody was in danger of dying, she said.

A historian at the university, Emil Sand, dates the foundations to 1611. He has asked the ministry for years to list \
the monument, he told us, and showed a drawer full of unanswered letters.

Insurers put the first estimate at nine million crowns. Shopkeepers on the quay have begun a collection for the \
family of the missing baker, who leaves two daughters.
"""

OWN_WORDS = """\
Our reporter spent the morning in the market hall. Cheese was dear and the talk was of the weather. A cooper who has \
worked there since he was a boy showed us the barrels he will send to the fair, and laughed at the price he means to \
ask for them. Nobody we met had slept well.
"""


def paragraph(number: int) -> str:
    """Return a paragraph of the source; 0 is the line of place."""
    return SOURCE.split("\n\n")[number].strip()
