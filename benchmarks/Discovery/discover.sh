#!/bin/sh
# Who is there, and what do the agents say? The same arguments as walk.sh.
nmap -sn -n -iL "$1" -oG - | awk '/Status: Up/ { print $2 }' > "$2.up"
"$(dirname "$0")/walk.sh" "$2.up" "$2" "$3" "$4" "$5"
