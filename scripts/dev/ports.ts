export { freePort, isPortFree, needPort } from "../../cli/postgres/ports.ts";
