// Generated from migrations/ by "npm run generate". Do not edit.

export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: "14"
  }
  public: {
    Tables: {
      appointments: {
        Row: {
          artist_id: string
          client_id: string | null
          created_at: string
          elevation_id: string | null
          ends_at: string
          id: string
          kind: string
          owner_id: string | null
          price: number | null
          project_id: string
          service: string
          starts_at: string
          status: string
        }
        Insert: {
          artist_id: string
          client_id?: string | null
          created_at?: string
          elevation_id?: string | null
          ends_at: string
          id?: string
          kind?: string
          owner_id?: string | null
          price?: number | null
          project_id: string
          service?: string
          starts_at: string
          status?: string
        }
        Update: {
          artist_id?: string
          client_id?: string | null
          created_at?: string
          elevation_id?: string | null
          ends_at?: string
          id?: string
          kind?: string
          owner_id?: string | null
          price?: number | null
          project_id?: string
          service?: string
          starts_at?: string
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: "appointments_artist_id_fkey"
            columns: ["project_id", "artist_id"]
            isOneToOne: false
            referencedRelation: "artists"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "appointments_client_id_fkey"
            columns: ["project_id", "client_id"]
            isOneToOne: false
            referencedRelation: "clients"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      artists: {
        Row: {
          bio: string
          created_at: string
          display_name: string
          elevation_id: string | null
          id: string
          project_id: string
          user_id: string | null
        }
        Insert: {
          bio?: string
          created_at?: string
          display_name: string
          elevation_id?: string | null
          id?: string
          project_id: string
          user_id?: string | null
        }
        Update: {
          bio?: string
          created_at?: string
          display_name?: string
          elevation_id?: string | null
          id?: string
          project_id?: string
          user_id?: string | null
        }
        Relationships: []
      }
      cash_closes: {
        Row: {
          business_day: string
          closed_at: string
          closed_by: string | null
          counted: number
          difference: number
          elevation_id: string | null
          expected: number
          id: string
          project_id: string
        }
        Insert: {
          business_day: string
          closed_at?: string
          closed_by?: string | null
          counted: number
          difference?: never
          elevation_id?: string | null
          expected: number
          id?: string
          project_id: string
        }
        Update: {
          business_day?: string
          closed_at?: string
          closed_by?: string | null
          counted?: number
          difference?: never
          elevation_id?: string | null
          expected?: number
          id?: string
          project_id?: string
        }
        Relationships: []
      }
      client_consents: {
        Row: {
          appointment_id: string
          attached_at: string
          attached_by: string | null
          client_id: string
          elevation_id: string | null
          form: NonNullable<Json>
          id: string
          owner_id: string | null
          project_id: string
        }
        Insert: {
          appointment_id: string
          attached_at?: string
          attached_by?: string | null
          client_id: string
          elevation_id?: string | null
          form: NonNullable<Json>
          id?: string
          owner_id?: string | null
          project_id: string
        }
        Update: {
          appointment_id?: string
          attached_at?: string
          attached_by?: string | null
          client_id?: string
          elevation_id?: string | null
          form?: NonNullable<Json>
          id?: string
          owner_id?: string | null
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "client_consents_appointment_id_fkey"
            columns: ["project_id", "appointment_id"]
            isOneToOne: false
            referencedRelation: "appointments"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "client_consents_client_id_fkey"
            columns: ["project_id", "client_id"]
            isOneToOne: false
            referencedRelation: "clients"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      client_notes: {
        Row: {
          appointment_id: string
          client_id: string
          elevation_id: string | null
          id: string
          owner_id: string | null
          project_id: string
          text: string
          written_at: string
          written_by: string | null
        }
        Insert: {
          appointment_id: string
          client_id: string
          elevation_id?: string | null
          id?: string
          owner_id?: string | null
          project_id: string
          text: string
          written_at?: string
          written_by?: string | null
        }
        Update: {
          appointment_id?: string
          client_id?: string
          elevation_id?: string | null
          id?: string
          owner_id?: string | null
          project_id?: string
          text?: string
          written_at?: string
          written_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "client_notes_appointment_id_fkey"
            columns: ["project_id", "appointment_id"]
            isOneToOne: false
            referencedRelation: "appointments"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "client_notes_client_id_fkey"
            columns: ["project_id", "client_id"]
            isOneToOne: false
            referencedRelation: "clients"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      clients: {
        Row: {
          born_on: string | null
          created_at: string
          elevation_id: string | null
          email: string | null
          full_name: string
          id: string
          phone_number: string | null
          project_id: string
          remarks: string
        }
        Insert: {
          born_on?: string | null
          created_at?: string
          elevation_id?: string | null
          email?: string | null
          full_name: string
          id?: string
          phone_number?: string | null
          project_id: string
          remarks?: string
        }
        Update: {
          born_on?: string | null
          created_at?: string
          elevation_id?: string | null
          email?: string | null
          full_name?: string
          id?: string
          phone_number?: string | null
          project_id?: string
          remarks?: string
        }
        Relationships: []
      }
      portfolio_items: {
        Row: {
          artist_id: string
          caption: string
          elevation_id: string | null
          id: string
          image_path: string | null
          is_shown: boolean
          owner_id: string | null
          project_id: string
          title: string
          uploaded_at: string
        }
        Insert: {
          artist_id: string
          caption?: string
          elevation_id?: string | null
          id?: string
          image_path?: string | null
          is_shown?: boolean
          owner_id?: string | null
          project_id: string
          title: string
          uploaded_at?: string
        }
        Update: {
          artist_id?: string
          caption?: string
          elevation_id?: string | null
          id?: string
          image_path?: string | null
          is_shown?: boolean
          owner_id?: string | null
          project_id?: string
          title?: string
          uploaded_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "portfolio_items_artist_id_fkey"
            columns: ["project_id", "artist_id"]
            isOneToOne: false
            referencedRelation: "artists"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      stock_items: {
        Row: {
          created_at: string
          elevation_id: string | null
          id: string
          is_active: boolean
          name: string
          price: number | null
          project_id: string
          quantity: number
          reorder_level: number
          sku: string | null
          unit: string
        }
        Insert: {
          created_at?: string
          elevation_id?: string | null
          id?: string
          is_active?: boolean
          name: string
          price?: number | null
          project_id: string
          quantity?: number
          reorder_level?: number
          sku?: string | null
          unit?: string
        }
        Update: {
          created_at?: string
          elevation_id?: string | null
          id?: string
          is_active?: boolean
          name?: string
          price?: number | null
          project_id?: string
          quantity?: number
          reorder_level?: number
          sku?: string | null
          unit?: string
        }
        Relationships: []
      }
      stock_movements: {
        Row: {
          change: number
          elevation_id: string | null
          id: string
          idempotency_key: string | null
          kind: string
          moved_at: string
          moved_by: string | null
          project_id: string
          quantity_after: number
          reason: string
          stock_item_id: string
        }
        Insert: {
          change: number
          elevation_id?: string | null
          id?: string
          idempotency_key?: string | null
          kind: string
          moved_at?: string
          moved_by?: string | null
          project_id: string
          quantity_after: number
          reason: string
          stock_item_id: string
        }
        Update: {
          change?: number
          elevation_id?: string | null
          id?: string
          idempotency_key?: string | null
          kind?: string
          moved_at?: string
          moved_by?: string | null
          project_id?: string
          quantity_after?: number
          reason?: string
          stock_item_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "stock_movements_stock_item_id_fkey"
            columns: ["project_id", "stock_item_id"]
            isOneToOne: false
            referencedRelation: "stock_items"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      studio_settings: {
        Row: {
          elevation_id: string | null
          key: string
          project_id: string
          updated_at: string
          value: NonNullable<Json>
        }
        Insert: {
          elevation_id?: string | null
          key: string
          project_id: string
          updated_at?: string
          value: NonNullable<Json>
        }
        Update: {
          elevation_id?: string | null
          key?: string
          project_id?: string
          updated_at?: string
          value?: NonNullable<Json>
        }
        Relationships: []
      }
      studio_transactions: {
        Row: {
          amount: number
          appointment_id: string | null
          artist_id: string | null
          business_day: string
          client_id: string | null
          description: string
          elevation_id: string | null
          id: string
          kind: string
          method: string
          owner_id: string | null
          project_id: string
          recorded_at: string
          recorded_by: string | null
          refund_of: string | null
          reversal_reason: string | null
          reversed_at: string | null
          reversed_by: string | null
          status: string
        }
        Insert: {
          amount: number
          appointment_id?: string | null
          artist_id?: string | null
          business_day: string
          client_id?: string | null
          description?: string
          elevation_id?: string | null
          id?: string
          kind?: string
          method?: string
          owner_id?: string | null
          project_id: string
          recorded_at?: string
          recorded_by?: string | null
          refund_of?: string | null
          reversal_reason?: string | null
          reversed_at?: string | null
          reversed_by?: string | null
          status?: string
        }
        Update: {
          amount?: number
          appointment_id?: string | null
          artist_id?: string | null
          business_day?: string
          client_id?: string | null
          description?: string
          elevation_id?: string | null
          id?: string
          kind?: string
          method?: string
          owner_id?: string | null
          project_id?: string
          recorded_at?: string
          recorded_by?: string | null
          refund_of?: string | null
          reversal_reason?: string | null
          reversed_at?: string | null
          reversed_by?: string | null
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: "studio_transactions_appointment_id_fkey"
            columns: ["project_id", "appointment_id"]
            isOneToOne: false
            referencedRelation: "appointments"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "studio_transactions_artist_id_fkey"
            columns: ["project_id", "artist_id"]
            isOneToOne: false
            referencedRelation: "artists"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "studio_transactions_client_id_fkey"
            columns: ["project_id", "client_id"]
            isOneToOne: false
            referencedRelation: "clients"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "studio_transactions_refund_of_fkey"
            columns: ["project_id", "refund_of"]
            isOneToOne: false
            referencedRelation: "studio_transactions"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      accept_invitation: { Args: { p_token: string }; Returns: Json }
      acknowledge_alert: {
        Args: { p_alert_id: string; p_note?: string }
        Returns: boolean
      }
      add_artist: {
        Args: {
          p_display_name: string
          p_project_id: string
          p_user_id: string
        }
        Returns: string
      }
      add_client_note: {
        Args: { p_appointment_id: string; p_text: string }
        Returns: string
      }
      add_consent: {
        Args: { p_appointment_id: string; p_detail: Json }
        Returns: string
      }
      archive_scope: { Args: { p_scope_id: string }; Returns: boolean }
      assistant_needs_code: {
        Args: { p_action: string; p_resource: string }
        Returns: boolean
      }
      authorize: {
        Args: {
          p_owner_id?: string
          p_permission_key: string
          p_scope_id: string
        }
        Returns: Json
      }
      backup_studio: { Args: { p_project_id: string }; Returns: Json }
      block_time: {
        Args: {
          p_artist_id: string
          p_from: string
          p_project_id: string
          p_reason: string
          p_to: string
        }
        Returns: string
      }
      can: {
        Args: {
          p_owner_id?: string
          p_permission_key: string
          p_scope_id: string
        }
        Returns: boolean
      }
      cancel_invitation: { Args: { p_access_id: string }; Returns: boolean }
      change_access_window: {
        Args: { p_access_id: string; p_reason?: string; p_valid_until: string }
        Returns: string
      }
      clear_elevation: {
        Args: { p_project_id?: string; p_user_id?: string }
        Returns: boolean
      }
      close_cash: {
        Args: { p_counted: number; p_day: string; p_project_id: string }
        Returns: string
      }
      create_department: {
        Args: { p_name: string; p_project_id: string }
        Returns: string
      }
      create_organization: { Args: { p_name: string }; Returns: string }
      create_project: {
        Args: {
          p_creator_role?: string
          p_name: string
          p_organization_id: string
        }
        Returns: string
      }
      create_role: {
        Args: {
          p_description?: string
          p_name: string
          p_role_key: string
          p_scope_id: string
        }
        Returns: string
      }
      create_studio: {
        Args: { p_name: string; p_organization_id?: string }
        Returns: string
      }
      delegate_access: {
        Args: {
          p_permission_keys: string[]
          p_reason?: string
          p_scope_id: string
          p_user_id: string
          p_valid_until: string
        }
        Returns: string[]
      }
      delete_my_account: { Args: { p_transfer_to?: string }; Returns: Json }
      delete_role: { Args: { p_role_id: string }; Returns: boolean }
      end_member_elevations: {
        Args: { p_scope_id: string; p_user_id: string }
        Returns: number
      }
      end_session: { Args: { p_session_id: string }; Returns: boolean }
      enforce: {
        Args: {
          p_owner_id?: string
          p_permission_key: string
          p_scope_id: string
        }
        Returns: undefined
      }
      erase_personal_data: { Args: { p_user_id: string }; Returns: number }
      export_audit: {
        Args: { p_from?: string; p_scope_id: string; p_to?: string }
        Returns: string
      }
      export_resource: {
        Args: { p_project_id: string; p_resource: string }
        Returns: Json
      }
      get_access_version: { Args: { p_scope_id: string }; Returns: number }
      get_audit_events: {
        Args: {
          p_before?: number
          p_limit?: number
          p_override_id?: string
          p_scope_id: string
        }
        Returns: {
          actor_id: string
          actor_role: string
          after: Json
          before: Json
          client_id: string
          elevation_id: string
          event: string
          intermediary: string
          leaf_hash: string
          login_role: string
          object_id: string
          object_type: string
          occurred_at: string
          override_id: string
          personal: Json
          reason: string
          scope_id: string
          seq: number
          session_id: string
          subject_id: string
          window_from: string
          window_until: string
        }[]
      }
      get_my_projects: {
        Args: Record<PropertyKey, never>
        Returns: {
          name: string
          organization_id: string
          organization_name: string
          project_id: string
          roles: string[]
          valid_until: string
        }[]
      }
      get_my_session: { Args: { p_scope_id: string }; Returns: Json }
      get_role_matrix: {
        Args: { p_scope_id: string }
        Returns: {
          is_linked: boolean
          permission_key: string
          policy: string
          role_id: string
          role_key: string
        }[]
      }
      get_studio_figures: {
        Args: { p_from?: string; p_project_id: string; p_to?: string }
        Returns: {
          artist_id: string
          business_day: string
          refunds: number
          sales: number
          total: number
        }[]
      }
      get_user_permissions: {
        Args: { p_scope_id: string; p_user_id: string }
        Returns: {
          permission_key: string
          policy: string
          valid_until: string
          via: string
        }[]
      }
      get_user_project_menu: {
        Args: { p_project_id: string; p_user_id: string }
        Returns: {
          can_access: boolean
          icon: string
          id: string
          is_active: boolean
          item_key: string
          label: string
          parent_id: string
          path: string
          position: number
          required_permission_key: string
        }[]
      }
      grant_access: {
        Args: {
          p_grant_key: string
          p_grant_type: string
          p_reason?: string
          p_scope_id: string
          p_user_id: string
          p_valid_from?: string
          p_valid_until?: string
        }
        Returns: string
      }
      invite_user: {
        Args: {
          p_email: string
          p_role_key: string
          p_scope_id: string
          p_valid_until?: string
        }
        Returns: Json
      }
      is_elevated_now: {
        Args: { p_project_id: string; p_user_id?: string }
        Returns: boolean
      }
      last_day: {
        Args: { p_date: string; p_scope_id: string }
        Returns: string
      }
      leave_scope: { Args: { p_scope_id: string }; Returns: boolean }
      link_artist: {
        Args: { p_artist_id: string; p_user_id: string }
        Returns: boolean
      }
      list_access_log: {
        Args: { p_after?: number; p_limit?: number; p_scope_id?: string }
        Returns: {
          action: string
          id: number
          ip_address: unknown
          refused: string
          resource_id: string
          resource_type: string
          scope_id: string
          timestamp: string
          user_agent: string
          user_id: string
        }[]
      }
      list_accesses: {
        Args: { p_after?: string; p_limit?: number; p_scope_id: string }
        Returns: {
          access_id: string
          delegated_from: string
          email: string
          fullname_first: string
          fullname_last: string
          grant_key: string
          grant_type: string
          granted_at: string
          granted_by: string
          reason: string
          revoke_reason: string
          revoked_at: string
          revoked_by: string
          scope_id: string
          scope_name: string
          state: string
          status: string
          user_id: string
          valid_from: string
          valid_until: string
        }[]
      }
      list_alerts: {
        Args: { p_limit?: number; p_scope_id: string }
        Returns: {
          acknowledged_at: string
          acknowledged_by: string
          alert_id: string
          description: string
          detail: Json
          note: string
          raised_at: string
          rule_key: string
          scope_id: string
          subject_id: string
        }[]
      }
      list_invitations: {
        Args: { p_scope_id: string }
        Returns: {
          access_id: string
          created_at: string
          email: string
          expires_at: string
          invited_by: string
          role_key: string
          scope_id: string
          state: string
          valid_until: string
        }[]
      }
      list_menu_items: {
        Args: { p_scope_id: string }
        Returns: {
          icon: string
          id: string
          is_active: boolean
          is_built_in: boolean
          item_key: string
          label: string
          parent_id: string
          path: string
          position: number
          required_permission_key: string
          scope_id: string
        }[]
      }
      list_my_delegations: {
        Args: Record<PropertyKey, never>
        Returns: {
          access_id: string
          direction: string
          fullname_first: string
          fullname_last: string
          permission_key: string
          reason: string
          scope_id: string
          scope_name: string
          state: string
          user_id: string
          valid_from: string
          valid_until: string
        }[]
      }
      list_my_sessions: {
        Args: Record<PropertyKey, never>
        Returns: {
          aal: string
          created_at: string
          elevated_until: string
          ip: unknown
          is_current: boolean
          refreshed_at: string
          session_id: string
          user_agent: string
        }[]
      }
      list_permissions: {
        Args: Record<PropertyKey, never>
        Returns: {
          action: string
          description: string
          implies: string[]
          is_delegable: boolean
          module: string
          module_label: string
          permission_key: string
          requires_aal2: boolean
          scope: string
        }[]
      }
      list_roles: {
        Args: { p_scope_id: string }
        Returns: {
          description: string
          includes: string[]
          is_built_in: boolean
          name: string
          role_id: string
          role_key: string
          scope_id: string
        }[]
      }
      list_staff: {
        Args: { p_project_id: string }
        Returns: {
          artist_id: string
          display_name: string
          is_active: boolean
          role_key: string
          user_id: string
          valid_until: string
        }[]
      }
      move_scope: {
        Args: { p_parent_id: string; p_scope_id: string }
        Returns: boolean
      }
      move_stock: {
        Args: {
          p_idempotency_key?: string
          p_kind: string
          p_quantity: number
          p_reason: string
          p_stock_item_id: string
        }
        Returns: number
      }
      read_audit_heads: {
        Args: { p_after?: string; p_limit?: number }
        Returns: {
          installation: string
          sequence: string
          sequence_id: string
          size: number
        }[]
      }
      read_audit_leaves: {
        Args: { p_after?: number; p_limit?: number; p_sequence_id: string }
        Returns: {
          body: string
          seq: number
        }[]
      }
      refund_or_void: {
        Args: { p_reason: string; p_studio_transaction_id: string }
        Returns: Json
      }
      remove_menu_item: { Args: { p_item_id: string }; Returns: boolean }
      rename_scope: {
        Args: { p_name: string; p_scope_id: string }
        Returns: boolean
      }
      restore_scope: { Args: { p_scope_id: string }; Returns: boolean }
      revoke_access: {
        Args: { p_access_id: string; p_reason?: string }
        Returns: boolean
      }
      save_menu_item: {
        Args: { p_item: Json; p_scope_id: string }
        Returns: string
      }
      set_appointment_status: {
        Args: {
          p_amount?: number
          p_appointment_id: string
          p_method?: string
          p_status: string
        }
        Returns: boolean
      }
      set_master_code: {
        Args: { p_code: string; p_project_id: string }
        Returns: undefined
      }
      set_role_inclusion: {
        Args: {
          p_included_role_id: string
          p_is_included: boolean
          p_role_id: string
        }
        Returns: boolean
      }
      set_role_permission: {
        Args: { p_permission_key: string; p_policy: string; p_role_id: string }
        Returns: boolean
      }
      set_separation_rule: {
        Args: {
          p_is_enforced: boolean
          p_reason: string
          p_rule_id: string
          p_scope_id: string
        }
        Returns: number
      }
      set_staff_active: {
        Args: { p_is_active: boolean; p_project_id: string; p_user_id: string }
        Returns: boolean
      }
      set_staff_role: {
        Args: {
          p_project_id: string
          p_role_key: string
          p_user_id: string
          p_valid_until?: string
        }
        Returns: string
      }
      set_time_zone: {
        Args: { p_scope_id: string; p_time_zone: string }
        Returns: boolean
      }
      unlock_master_code: {
        Args: { p_project_id: string; p_user_id?: string }
        Returns: undefined
      }
      verify_audit: { Args: { p_scope_id: string }; Returns: Json }
      verify_master_code: {
        Args: {
          p_client_ip: string
          p_code: string
          p_minutes?: number
          p_project_id: string
          p_session_id: string
          p_user_id: string
        }
        Returns: Json
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {},
  },
} as const
