// The types of two projects that this engine was put beside, as `supabase gen types` writes them:
// it knows no nulls in calls, and no values of a check.
type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

type Tracker = {
  tracker_projects: {
    Row: { id: string; team_id: string; name: string };
    Insert: { id?: string; team_id: string; name: string };
    Update: { id?: string; team_id?: string; name?: string };
    Relationships: [];
  };
};

/** Generated before the engine was there, or with its calls in a schema that was left out. */
export type Without = {
  __InternalSupabase: { PostgrestVersion: "14" };
  public: {
    Tables: Tracker;
    Views: { [_ in never]: never };
    Functions: {
      archive_team: { Args: { team: string }; Returns: boolean };
    };
    Enums: { [_ in never]: never };
    CompositeTypes: { [_ in never]: never };
  };
};

/** Generated with the calls of the engine in it. */
export type With = {
  __InternalSupabase: { PostgrestVersion: "14" };
  public: {
    Tables: Tracker;
    Views: { [_ in never]: never };
    Functions: {
      archive_team: { Args: { team: string }; Returns: boolean };
      authorize: {
        Args: { p_owner_id?: string; p_permission_key: string; p_scope_id: string };
        Returns: Json;
      };
      grant_access: {
        Args: {
          p_grant_key: string;
          p_grant_type: string;
          p_reason?: string;
          p_scope_id: string;
          p_user_id: string;
          p_valid_from?: string;
          p_valid_until?: string;
        };
        Returns: string;
      };
      get_my_projects: {
        Args: Record<PropertyKey, never>;
        Returns: {
          name: string;
          organization_id: string;
          organization_name: string;
          project_id: string;
          roles: string[];
          valid_until: string;
        }[];
      };
    };
    Enums: { [_ in never]: never };
    CompositeTypes: { [_ in never]: never };
  };
};

/** With the calls served in a schema of their own. */
export type Apart = Without & { access: With["public"] };
