"""The tool as evaluations in Python ask it."""
import csv
import io
import os
import shlex
import subprocess

BUILT = "dotnet " + os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/Upright.Cli/bin/Release/net10.0/Upright.Cli.dll")


def add_arguments(parser):
    parser.add_argument("--upright", default=BUILT, help="the tool's command")
    parser.add_argument("--model", help="another model for the tool")


def run(args, *words):
    """What the tool prints when it is called with a subcommand and its arguments."""
    model = ["--model", args.model] if args.model else []
    return subprocess.run([*shlex.split(args.upright), *words, *model], check=True, capture_output=True, text=True).stdout


def answers(args, paths):
    """What `upright detect` says of pictures: the rows of its CSV, by their files."""
    return {row["file"]: row for row in csv.DictReader(io.StringIO(run(args, "detect", *paths, "--csv")))}
