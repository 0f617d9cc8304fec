export {
  POSTGRES_VERSIONS,
  type PostgresVersion,
  postgresHome,
  serverIds,
} from "../../cli/postgres/binaries.ts";
