#!/usr/bin/env node
// npx stagedoor COMMAND, in a checkout: node --import tsx cli/stagedoor.ts COMMAND
import { main } from "./program.ts";

await main(process.argv.slice(2));
