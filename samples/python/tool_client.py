#!/usr/bin/env python3
"""Asks the tool `upright` about many pictures and gets a row for each as soon as it is known.

    tool_client.py scans/
"""
import json
import subprocess
import sys

paths = sys.argv[1:]
with subprocess.Popen(["upright", "detect", "--json", *paths], stdout=subprocess.PIPE, text=True, encoding="utf-8") as tool:
    for line in tool.stdout:
        row = json.loads(line)
        if "error" in row:
            print(row["file"], row["error"], sep="\t")
        else:
            print(row["file"], row["predicted_angle"], row["decision"], sep="\t")
sys.exit(tool.returncode)
