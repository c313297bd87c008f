"""Compares a drawing with what was seen, with networkx: drift.py <file>. Seconds and verdicts as JSON."""
import json
import statistics
import sys
import time
from collections import Counter, defaultdict

import networkx as nx

JUDGEMENTS = 15


def mac_of(node, port):
    number = 0
    for character in node:
        number = (number * 31 + ord(character)) & 0xFFFFFFFF
    return "02:" + ":".join(f"{byte:02x}" for byte in number.to_bytes(4, "big")) + f":{port:02x}"


def judge(network):
    types = {node["name"]: node["type"] for node in network["nodes"]}
    speaks = {node["name"] for node in network["nodes"] if node["speaks"]}
    places = {mac_of(node["name"], port): (node["name"], port) for node in network["nodes"] for port in range(node["ports"])}

    def place(node, port):
        return node if types[node] == "ethernet_switch" else (node, port)

    drawn = nx.Graph()
    ends = []
    between = defaultdict(list)
    for number, link in enumerate(network["links"]):
        ends.append((place(link["a"], link["a_port"]), place(link["b"], link["b_port"])))
        drawn.add_edge(*ends[-1], link=number)
        between[frozenset((link["a"], link["b"]))].append(number)

    confirmed, contrary = set(), []
    for sighting in network["sightings"]:
        near = (sighting["node"], sighting["port"])
        far = places[sighting["remote_mac"]]
        if sighting["protocol"] == "lldp":
            far = (sighting["remote_name"], int(sighting["remote_port"][len("Ethernet"):]))
            if drawn.has_edge(near, far):
                confirmed.add(drawn.edges[near, far]["link"])
            else:
                contrary.append((near, far))
        elif near in drawn and far in drawn and nx.has_path(drawn, near, far):
            way = nx.shortest_path(drawn, near, far)
            confirmed.update(drawn.edges[edge]["link"] for edge in zip(way, way[1:]))

    wrong, extra = set(), set()
    for near, far in contrary:
        doubtful = [number for number in between[frozenset((near[0], far[0]))] if number not in confirmed]
        wrong.update(doubtful)
        if not doubtful:
            extra.add(frozenset((near, far)))

    verdicts = Counter()
    for number, (a, b) in enumerate(ends):
        if number in wrong:
            verdicts["wrong_port"] += 1
        elif number in confirmed:
            verdicts["confirmed"] += 1
        elif a[0] in speaks and b[0] in speaks:
            verdicts["drawn_not_seen"] += 1
        else:
            verdicts["not_observable"] += 1
    verdicts["seen_not_drawn"] = len(extra)
    return verdicts


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        network = json.load(file)
    took = []
    for _ in range(JUDGEMENTS):
        started = time.perf_counter()
        verdicts = judge(network)
        took.append(time.perf_counter() - started)
    json.dump({"first": took[0], "middle": statistics.median(took), "verdicts": verdicts}, sys.stdout)


main()
