// What every figure means and where it comes from. Pages name a term by its id; the guide lists them all.

const POSITIONS = "topic tillwatch.stock.positions, written by the inventory ledger";
const WORDS = "topic tillwatch.locations, written by the watch over what locations say";
const HEALTH = "topic tillwatch.flow.health, written by flow health";
const CASES = "topic tillwatch.reconciliation, written by the comparison of sales with Odoo's books";
const INCIDENTS = "topic tillwatch.incidents, written by alerting";
const ACCOUNTS = "topic tillwatch.accounting, written by every topology for its own input";
const SIGNALS = "topic tillwatch.signals, written by the detectors";
const SILENCES = "topic tillwatch.silences, written by this console and audited by alerting";
const SUPPRESSED = "topic tillwatch.suppressions, written by alerting";
const HELD = "topic tillwatch.quarantine, written by whoever refused the record";
const SLO = "topic tillwatch.slo; target and time stand in the flow catalogue";

export const TOPICS = [
  ["overview", "Overview"],
  ["stock", "Stock"],
  ["incidents", "Incidents"],
  ["quiet", "Quiet"],
  ["books", "Books"],
  ["flows", "Flows"],
  ["exceptions", "Exceptions"],
  ["detectors", "Detectors"],
];

// id: [name, meaning, source]
export const TERMS = {
  "overview.clock": ["World time", "The time in the world that is watched, in the zone of the retailer. In a demo it may run faster than real time; × says how many world seconds pass in one second.", "the server's world clock, sent with every change"],
  "overview.live": ["Live", "The page receives changes as they happen. Catching up: the server still reads what stood in the topics when it started. Connection lost: figures stand still and the page tries again by itself.", "the server-sent events of /api/v1/stream; a word comes at least every 5 s"],
  "overview.path": ["From tills to Odoo", "The flows of the catalogue in the order in which they feed each other. The figure is the age of the oldest event on its way; level means that nothing waits. A line has the state of the flow that feeds it.", HEALTH],

  "stock.positions": ["Positions", "One for each SKU at each location that ever had a movement.", POSITIONS],
  "stock.sku": ["SKU", "The article as the tills write it. Unknown SKU: movements came for it, but no product of that name is known.", POSITIONS],
  "stock.location": ["Location", "The store or warehouse that has the goods.", POSITIONS],
  "stock.onhand": ["On hand", "Goods at the location by all movements and the newest count, in pieces unless a unit stands beside. It may be negative: more was sold than the records say came in.", POSITIONS],
  "stock.reserved": ["Reserved", "Promised to orders and still at the location, in pieces unless a unit stands beside.", POSITIONS],
  "stock.transit": ["In transit", "On the way to this location, not yet received; in pieces unless a unit stands beside.", POSITIONS],
  "stock.damaged": ["Damaged", "At the location, but not fit for sale.", POSITIONS],
  "stock.buffer": ["Safety buffer", "Held back from sale so that a slow source does not oversell.", POSITIONS],
  "stock.available": ["Available", "On hand less reserved less safety buffer. From … to … while the location's source is silent: the lower end allows for the sales that are expected but not seen yet, and is passed in one silence of twenty at most.", `${POSITIONS}; ${WORDS}`],
  "stock.oversold": ["Oversold", "Available is below zero: more is promised or sold than is there. Somebody will be told no.", `${POSITIONS}; counted over all positions`],
  "stock.uncertain": ["Uncertain", "The location's source is silent, so the position carries an interval instead of one figure.", `${WORDS}; counted over all positions there`],
  "stock.prompt": ["Applied within 60 s", "Share of positions whose newest movement stood in the position within 60 s of happening at the till, warehouse or shop.", `${POSITIONS}: time of change less time of occurrence`],
  "stock.changes": ["Changes", "Changes of any position in the last minute of world time.", POSITIONS],
  "stock.event": ["Last event", "Age of the newest movement of the position, by the time at which it happened.", POSITIONS],
  "stock.movements": ["Movements", "How many movements make the position. The drawer lists the kept ones with their document and their effect; older ones are folded into a base.", "the ledger's own store, /api/v1/stock/{sku}/{location}/explain"],
  "stock.change": ["Change", "What the movement adds, bucket by bucket; the changes of all movements add up to the position. A count's change is its variance.", "the ledger's own store, /api/v1/stock/{sku}/{location}/explain"],
  "stock.after": ["On hand after it", "The running sum of the changes on the shelf, each movement before the count that covers it; a count sets it to what was counted.", "the ledger's own store, /api/v1/stock/{sku}/{location}/explain"],
  "stock.asof": ["As of", "What is known now to have been true at that time: what had occurred by then, whenever it reached us.", "the ledger's own store, asOf= of /api/v1/stock"],
  "stock.knownat": ["As known at", "What was said at that time: without what arrived, or was corrected, later.", "the ledger's own store, knownAt= of /api/v1/stock"],
  "stock.variance": ["Count variance", "What a count said less what the books said at that moment, by count.", POSITIONS],
  "stock.promisable": ["Surely promisable", "Sum over all locations of the lower end of available, a negative one counted as none: what the network can promise without a doubt.", "/api/v1/stock/{sku}"],
  "stock.promise": ["Promise of a channel", "What the channel may offer: of each location that it reaches the available goods, or their lower end while it is silent, less the channel's buffer, times its share. Hover for the terms.", "/api/v1/stock/{sku}/promise; the allocation says shares and buffers"],
  "stock.word": ["Last word of the location", "Age of the newest event of any of its tills, by the time at which it happened; what it is known to keep back; and its newest heartbeat.", WORDS],
  "stock.behind": ["Behind", "Another instance answered from its copy of the ledger, which is that old.", "the ledger's standby"],

  "incidents.open": ["Open incidents", "Incidents that are not resolved, the most urgent first. One problem is one incident, however many signals joined it.", INCIDENTS],
  "incidents.priority": ["Priority", "P1 (act now) to P5. Fixed bands of the score decide it.", INCIDENTS],
  "incidents.score": ["Score and its terms", "The score is the sum of its terms; each term is a value times a weight, shown on hover. Hundredths are rounded so that the terms shown add up to the score shown.", `${INCIDENTS}; the weights stand in alerting's configuration`],
  "incidents.risk": ["At risk", "Money that is stuck, wrong or not earned because of it, in its currency; never a loss that is certain.", INCIDENTS],
  "incidents.customers": ["Customers", "Customers concerned so far.", INCIDENTS],
  "incidents.since": ["Since", "Age of the condition by the time at which it began in the world, which is before it was detected.", INCIDENTS],
  "incidents.seen": ["Seen", "How many signals joined the incident, and the age of the newest.", INCIDENTS],
  "incidents.detected": ["Detected after", "From the beginning of the condition to its first signal.", INCIDENTS],
  "incidents.cause": ["Likely causes", "Ranked by what changed first upstream, each with its evidence. The percentage weighs the causes against each other; it is no proof.", INCIDENTS],
  "incidents.verdict": ["Verdict", "What a person said. It is stored for good before the page says so; alerting then changes the incident.", "topic tillwatch.verdicts, written by this page"],

  "quiet.silences": ["Silences", "A person's word that some incidents call nobody for a while. They are kept, shown and counted all the same; what is still open at the end is told then.", SILENCES],
  "quiet.since": ["Since", "Age of the silence.", SILENCES],
  "quiet.ends": ["Ends", "When the silence ends by itself, or how long ago it ended, by the world's clock.", SILENCES],
  "quiet.held": ["What called nobody", "Signals that fired and called nobody, each with the rule that held it back. Expected: the calendar, maintenance or a fallback explains it. Inhibited: another incident explains it and has called already. Silenced: a silence covers it. The counts are of all that the topic still holds; the list has the newest 300.", SUPPRESSED],
  "quiet.when": ["Age", "Age of the decision that the signal calls nobody.", SUPPRESSED],

  "books.breaks": ["Breaks", "Differences between what was sold and what stands in Odoo's books, and that are due: nothing explains them away.", CASES],
  "books.expected": ["Expected", "Differences that are not due yet, such as sales of a till session that is still open.", CASES],
  "books.suggested": ["Suggested", "A match that is likely and not proven: a person confirms or refuses it.", CASES],
  "books.risk": ["Value at risk", "Sum of the amounts of all open breaks, by currency; a missing sale counts with all of it, a difference with its size.", CASES],
  "books.sold": ["Sold", "What the sales of the case amount to, taxes included.", "topics retail.sales and retail.orders"],
  "books.odoo": ["In Odoo", "What Odoo's documents of the case amount to, taxes included.", "topic odoo.documents, read from Odoo"],
  "books.difference": ["Difference", "In Odoo less sold. Its parts add up to it; what no rule explains is named as unexplained.", CASES],
  "books.age": ["Age", "How long the difference has stood, by the time since which it is seen.", CASES],
  "books.ageing": ["Ageing", "Open breaks by how many whole days they have stood, with their value at risk.", CASES],

  "flows.state": ["State", "OK; slow: the age of the oldest event rises; stalled: work waits and none gets through; silent: nothing comes where something is expected; fallback: the agreed way of working without it; no word: not enough was seen.", HEALTH],
  "flows.tier": ["Tier", "How critical the flow is, 1 the most.", "the flow catalogue"],
  "flows.head": ["Oldest waits", "Head-of-line age: age of the oldest event that is known of and not through, by its own time. Level: none waits.", HEALTH],
  "flows.offline": ["Offline", "From happening to being recorded for sending, for instance while a till is offline; 95 of 100 events took less. Time of the world.", HEALTH],
  "flows.transport": ["Transport", "From being recorded to standing in Kafka; 95 of 100 events took less. Time of the world.", HEALTH],
  "flows.ours": ["Ours", "From Kafka to applied by Tillwatch; 95 of 100 events took less. Real time, whatever the world's clock does.", HEALTH],
  "flows.rate": ["Rate", "Events a minute of world time in the last window, and after the slash what the learned profile expects at this hour.", HEALTH],
  "flows.duplicates": ["Duplicates", "Share of the window's events that had come before. They were recognized and did no harm.", HEALTH],
  "flows.quarantine": ["Quarantine", "Share of the window's events that could not be used and wait in quarantine.", HEALTH],
  "flows.errors": ["Errors", "Share of the window's calls, deliveries or payments that failed.", HEALTH],
  "flows.backlog": ["Backlog", "Events that are known to wait, in tills, queues and Kafka together. Level in …: when it will be gone at today's pace.", HEALTH],
  "flows.ok": ["Flows OK", "Flows of the catalogue whose state is OK; fallback is not OK, but as agreed.", HEALTH],
  "flows.noword": ["No word yet", "Flows of the catalogue of which nothing was said since the topics begin.", HEALTH],
  "flows.objectives": ["Objectives met", "Objectives of which the promised share or more of the events were good, of those that were measured.", SLO],
  "flows.budget": ["Error budget", "Share of the allowed bad events that is left in the objective's window; negative when more went wrong than was allowed. The overview shows the worst.", SLO],
  "flows.burn": ["Burn", "How many times faster than allowed the error budget is used up; 1 uses up exactly all of it.", SLO],
  "flows.records": ["Records", "Every record that comes in has exactly one outcome: applied, duplicate, late, quarantined or ignored. Balanced: they add up, so nothing was lost.", ACCOUNTS],
  "flows.in": ["In", "Records read since the component first started.", ACCOUNTS],
  "flows.applied": ["Applied", "Records that changed what Tillwatch knows.", ACCOUNTS],
  "flows.duplicate": ["Duplicate", "Records that had come before, recognized by source and id.", ACCOUNTS],
  "flows.late": ["Late", "Records older than what the component can still use; they were counted apart.", ACCOUNTS],
  "flows.quarantined": ["Quarantined", "Records that could not be used and were kept whole.", ACCOUNTS],
  "flows.asof": ["As of", "Age of the account: when its component last wrote it.", ACCOUNTS],
  "flows.ignored": ["Ignored", "Records of types that are no business of this component.", ACCOUNTS],

  "exceptions.clusters": ["New failures", "Failures of one template that was never seen before its first one. Variable parts of the message are masked.", `${SIGNALS}, detector detection/exceptions`],
  "exceptions.count": ["Times", "How often a failure of this template came.", SIGNALS],
  "exceptions.first": ["First", "Age of the first failure of the template.", SIGNALS],
  "exceptions.last": ["Last", "Age of the newest one.", "the topic of the same table"],
  "exceptions.quarantine": ["Quarantine", "Records that could not be used and were kept whole, so that they can be replayed once the cause is mended. The console never shows their content.", HELD],
  "exceptions.held": ["Records", "How many records failed in this way; a record that two components refused counts once.", HELD],
  "exceptions.attempt": ["Attempt", "How often the record was tried.", HELD],

  "detectors.signals": ["Signals", "How many observations the detector gave; the same observation counts once.", SIGNALS],
  "detectors.firing": ["Firing now", "Conditions that hold by the detector's last word.", SIGNALS],
  "detectors.last": ["Last spoke", "Age of its newest signal.", SIGNALS],
  "detectors.incidents": ["Incidents", "Incidents of the kinds it speaks of, open and resolved, whichever detector spoke first.", INCIDENTS],
  "detectors.false": ["False alarms", "Of those, how many people called a false alarm; its share says how far to trust the kind.", "verdicts of people"],
  "detectors.models": ["Model", "The newest model that had a part in its signals; a detector without one goes by fixed rules.", SIGNALS],
};

export const nameOf = (id) => TERMS[id][0];
export const titleOf = (id) => `${TERMS[id][1]} From: ${TERMS[id][2]}.`;
