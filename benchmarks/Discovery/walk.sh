#!/bin/sh
# What the agents of a list of addresses say, each into a file of its own, as an operator asks them.
# walk.sh <addresses> <folder> <how many at a time> <snmpwalk or snmpbulkwalk> <port>
folder=$2 tool=$4 port=$5
export folder tool port
# system, ifTable, ifXTable, ipAddrTable, the neighbours of LLDP; who does not answer to the first is not asked for more.
xargs -P "$3" -I{} sh -c '
  for table in 1.3.6.1.2.1.1 1.3.6.1.2.1.2.2 1.3.6.1.2.1.31.1.1 1.3.6.1.2.1.4.20 1.0.8802.1.1.2.1.4.1; do
    "$tool" -v2c -c public -t 1 -r 1 -m "" -On "{}:$port" "$table" >> "$folder/{}" 2>> "$folder/{}.error" || break
  done' < "$1"
