export {
  type Cluster,
  clusterUrl,
  isAlive,
  needCluster,
  removeCluster,
  startCluster,
  SUPERUSER,
} from "../../cli/postgres/cluster.ts";
