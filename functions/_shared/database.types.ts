// Generated from migrations/ by "npm run generate". Do not edit.

/** What is granted. */
export type GrantType = "role" | "permission"

/** How a role holds a permission (F50). */
export type Policy = "allow" | "own" | "locked" | "deny"

/** Where an access stands. */
export type AccessStatus = "Active" | "Invited" | "Revoked"

/** Whose account it is. */
export type AccountStatus = "guest" | "verified"

/** What a review decides (F100). */
export type ReviewDecision = "keep" | "revoke"

/** What became of an access under review. */
export type ReviewOutcome = "kept" | "revoked" | "gone"

/** The phases of a production (F36). */
export type Phase = "development" | "prep" | "principal_photography" | "wrap" | "post"

/** The two sides of the line (F33). */
export type CostCategory = "above_line" | "below_line"

/** The kinds of cost. */
export type TransactionKind = "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit"

/** Where a cost stands. */
export type TransactionStatus = "submitted" | "signed" | "posted" | "voided"

/** Where an emergency override stands (F41). */
export type OverrideStatus = "Requested" | "Granted" | "Active" | "Expired" | "Completed" | "Failed" | "Revoked"

/** Where an appointment stands. */
export type AppointmentStatus = "booked" | "confirmed" | "completed" | "cancelled" | "no_show"

/** How a studio is paid. */
export type PaymentMethod = "cash" | "card" | "transfer" | "voucher"

/** How stock changes. */
export type StockMovementKind = "stock_in" | "stock_adj" | "cycle_count"

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
          kind: "booking" | "block"
          owner_id: string | null
          price: number | null
          project_id: string
          service: string
          starts_at: string
          status: "booked" | "confirmed" | "completed" | "cancelled" | "no_show"
        }
        Insert: {
          artist_id: string
          client_id?: string | null
          created_at?: string
          elevation_id?: string | null
          ends_at: string
          id?: string
          kind?: "booking" | "block"
          owner_id?: string | null
          price?: number | null
          project_id: string
          service?: string
          starts_at: string
          status?: "booked" | "confirmed" | "completed" | "cancelled" | "no_show"
        }
        Update: {
          artist_id?: string
          client_id?: string | null
          created_at?: string
          elevation_id?: string | null
          ends_at?: string
          id?: string
          kind?: "booking" | "block"
          owner_id?: string | null
          price?: number | null
          project_id?: string
          service?: string
          starts_at?: string
          status?: "booked" | "confirmed" | "completed" | "cancelled" | "no_show"
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
      approval_steps: {
        Row: {
          currency: string
          department_id: string | null
          from_amount: number
          id: string
          kind: "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit" | null
          permission_key: "cost:approve" | "transaction:approve"
          position: number
          project_id: string
          role_key: string | null
        }
        Insert: {
          currency: string
          department_id?: string | null
          from_amount?: number
          id?: string
          kind?: "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit" | null
          permission_key: "cost:approve" | "transaction:approve"
          position: number
          project_id: string
          role_key?: string | null
        }
        Update: {
          currency?: string
          department_id?: string | null
          from_amount?: number
          id?: string
          kind?: "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit" | null
          permission_key?: "cost:approve" | "transaction:approve"
          position?: number
          project_id?: string
          role_key?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "approval_steps_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "approval_steps_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
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
      budget_line_changes: {
        Row: {
          amount: number
          budget_line_id: string
          changed_at: string
          changed_by: string | null
          cost_code_id: string
          estimate_to_complete: number | null
          id: number
          project_id: string
        }
        Insert: {
          amount: number
          budget_line_id: string
          changed_at?: string
          changed_by?: string | null
          cost_code_id: string
          estimate_to_complete?: number | null
          id?: never
          project_id: string
        }
        Update: {
          amount?: number
          budget_line_id?: string
          changed_at?: string
          changed_by?: string | null
          cost_code_id?: string
          estimate_to_complete?: number | null
          id?: never
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "budget_line_changes_budget_line_id_fkey"
            columns: ["project_id", "budget_line_id"]
            isOneToOne: false
            referencedRelation: "budget_lines"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      budget_lines: {
        Row: {
          amount: number
          approved_at: string | null
          approved_by: string | null
          budget_id: string
          cost_code_id: string
          created_at: string
          currency: string
          description: string
          elevation_id: string | null
          estimate_to_complete: number | null
          id: string
          is_contingency: boolean
          moved: number
          note: string
          override_id: string | null
          project_id: string
        }
        Insert: {
          amount: number
          approved_at?: string | null
          approved_by?: string | null
          budget_id: string
          cost_code_id: string
          created_at?: string
          currency: string
          description?: string
          elevation_id?: string | null
          estimate_to_complete?: number | null
          id?: string
          is_contingency?: boolean
          moved?: number
          note?: string
          override_id?: string | null
          project_id: string
        }
        Update: {
          amount?: number
          approved_at?: string | null
          approved_by?: string | null
          budget_id?: string
          cost_code_id?: string
          created_at?: string
          currency?: string
          description?: string
          elevation_id?: string | null
          estimate_to_complete?: number | null
          id?: string
          is_contingency?: boolean
          moved?: number
          note?: string
          override_id?: string | null
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "budget_lines_budget_id_fkey"
            columns: ["project_id", "budget_id", "currency"]
            isOneToOne: false
            referencedRelation: "budgets"
            referencedColumns: ["project_id", "id", "currency"]
          },
          {
            foreignKeyName: "budget_lines_cost_code_id_fkey"
            columns: ["project_id", "cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      budget_moves: {
        Row: {
          amount: number
          budget_id: string
          currency: string
          elevation_id: string | null
          from_cost_code_id: string
          from_line_id: string
          id: string
          idempotency_key: string | null
          moved_at: string
          moved_by: string
          override_id: string | null
          project_id: string
          reason: string
          to_cost_code_id: string
          to_line_id: string
        }
        Insert: {
          amount: number
          budget_id: string
          currency: string
          elevation_id?: string | null
          from_cost_code_id: string
          from_line_id: string
          id?: string
          idempotency_key?: string | null
          moved_at?: string
          moved_by: string
          override_id?: string | null
          project_id: string
          reason: string
          to_cost_code_id: string
          to_line_id: string
        }
        Update: {
          amount?: number
          budget_id?: string
          currency?: string
          elevation_id?: string | null
          from_cost_code_id?: string
          from_line_id?: string
          id?: string
          idempotency_key?: string | null
          moved_at?: string
          moved_by?: string
          override_id?: string | null
          project_id?: string
          reason?: string
          to_cost_code_id?: string
          to_line_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "budget_moves_budget_id_fkey"
            columns: ["project_id", "budget_id", "currency"]
            isOneToOne: false
            referencedRelation: "budgets"
            referencedColumns: ["project_id", "id", "currency"]
          },
          {
            foreignKeyName: "budget_moves_from_cost_code_id_fkey"
            columns: ["project_id", "from_cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "budget_moves_from_line_id_fkey"
            columns: ["project_id", "from_line_id"]
            isOneToOne: false
            referencedRelation: "budget_lines"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "budget_moves_to_cost_code_id_fkey"
            columns: ["project_id", "to_cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "budget_moves_to_line_id_fkey"
            columns: ["project_id", "to_line_id"]
            isOneToOne: false
            referencedRelation: "budget_lines"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      budgets: {
        Row: {
          created_at: string
          created_by: string
          currency: string
          edited_at: string
          edited_by: string
          id: string
          locked_at: string | null
          locked_by: string | null
          name: string
          project_id: string
          version: number
        }
        Insert: {
          created_at?: string
          created_by: string
          currency: string
          edited_at?: string
          edited_by: string
          id?: string
          locked_at?: string | null
          locked_by?: string | null
          name: string
          project_id: string
          version?: number
        }
        Update: {
          created_at?: string
          created_by?: string
          currency?: string
          edited_at?: string
          edited_by?: string
          id?: string
          locked_at?: string | null
          locked_by?: string | null
          name?: string
          project_id?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "budgets_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "budgets_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
        ]
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
      cost_codes: {
        Row: {
          category: "above_line" | "below_line"
          code: string
          created_at: string
          department_id: string | null
          id: string
          is_postable: boolean
          kind: "header" | "account" | "fringe" | "contingency"
          name: string
          parent_id: string | null
          path: string[]
          prefix: string
          project_id: string
          source_code: string | null
          union_agreement_id: string | null
        }
        Insert: {
          category: "above_line" | "below_line"
          code: string
          created_at?: string
          department_id?: string | null
          id?: string
          is_postable?: never
          kind?: "header" | "account" | "fringe" | "contingency"
          name: string
          parent_id?: string | null
          path: string[]
          prefix?: never
          project_id: string
          source_code?: string | null
          union_agreement_id?: string | null
        }
        Update: {
          category?: "above_line" | "below_line"
          code?: string
          created_at?: string
          department_id?: string | null
          id?: string
          is_postable?: never
          kind?: "header" | "account" | "fringe" | "contingency"
          name?: string
          parent_id?: string | null
          path?: string[]
          prefix?: never
          project_id?: string
          source_code?: string | null
          union_agreement_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "cost_codes_parent_id_fkey"
            columns: ["project_id", "parent_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_codes_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "cost_codes_union_agreement_id_fkey"
            columns: ["union_agreement_id"]
            isOneToOne: false
            referencedRelation: "union_agreements"
            referencedColumns: ["id"]
          },
        ]
      }
      cost_imports: {
        Row: {
          created_at: string
          created_by: string
          id: string
          idempotency_key: string
          imported: number
          is_partial: boolean
          project_id: string
          rejected: NonNullable<Json>
          rows_digest: string
        }
        Insert: {
          created_at?: string
          created_by: string
          id?: string
          idempotency_key: string
          imported: number
          is_partial: boolean
          project_id: string
          rejected: NonNullable<Json>
          rows_digest: string
        }
        Update: {
          created_at?: string
          created_by?: string
          id?: string
          idempotency_key?: string
          imported?: number
          is_partial?: boolean
          project_id?: string
          rejected?: NonNullable<Json>
          rows_digest?: string
        }
        Relationships: [
          {
            foreignKeyName: "cost_imports_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
        ]
      }
      cost_period_rows: {
        Row: {
          actual: number
          budget: number
          committed: number
          cost_code_id: string
          currency: string
          ends_on: string
          project_id: string
          this_period: number
          to_complete: number
        }
        Insert: {
          actual: number
          budget: number
          committed: number
          cost_code_id: string
          currency: string
          ends_on: string
          project_id: string
          this_period: number
          to_complete: number
        }
        Update: {
          actual?: number
          budget?: number
          committed?: number
          cost_code_id?: string
          currency?: string
          ends_on?: string
          project_id?: string
          this_period?: number
          to_complete?: number
        }
        Relationships: [
          {
            foreignKeyName: "cost_period_rows_cost_code_id_fkey"
            columns: ["project_id", "cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_period_rows_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "cost_period_rows_ends_on_fkey"
            columns: ["project_id", "ends_on"]
            isOneToOne: false
            referencedRelation: "cost_periods"
            referencedColumns: ["project_id", "ends_on"]
          },
        ]
      }
      cost_periods: {
        Row: {
          closed_at: string
          closed_by: string
          ends_on: string
          project_id: string
        }
        Insert: {
          closed_at?: string
          closed_by: string
          ends_on: string
          project_id: string
        }
        Update: {
          closed_at?: string
          closed_by?: string
          ends_on?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "cost_periods_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
        ]
      }
      cost_policies: {
        Row: {
          allows_line_producer_edit: boolean
          category: "above_line" | "below_line"
          id: string
          permission_role_id: string
          phase: "development" | "prep" | "principal_photography" | "wrap" | "post" | null
          prefix: string | null
          project_id: string | null
          requires_guild_approval: boolean
          union_agreement_id: string | null
        }
        Insert: {
          allows_line_producer_edit?: boolean
          category: "above_line" | "below_line"
          id?: string
          permission_role_id: string
          phase?: "development" | "prep" | "principal_photography" | "wrap" | "post" | null
          prefix?: string | null
          project_id?: string | null
          requires_guild_approval?: boolean
          union_agreement_id?: string | null
        }
        Update: {
          allows_line_producer_edit?: boolean
          category?: "above_line" | "below_line"
          id?: string
          permission_role_id?: string
          phase?: "development" | "prep" | "principal_photography" | "wrap" | "post" | null
          prefix?: string | null
          project_id?: string | null
          requires_guild_approval?: boolean
          union_agreement_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "cost_policies_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "cost_policies_union_agreement_id_fkey"
            columns: ["union_agreement_id"]
            isOneToOne: false
            referencedRelation: "union_agreements"
            referencedColumns: ["id"]
          },
        ]
      }
      cost_transactions: {
        Row: {
          amount: number
          approved_at: string | null
          approved_by: string | null
          budget_line_id: string
          coding: NonNullable<Json>
          cost_code_id: string
          created_at: string
          created_by: string
          credits_id: string | null
          currency: string
          description: string
          earning: string | null
          elevation_id: string | null
          id: string
          idempotency_key: string
          kind: "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit"
          note: string
          override_id: string | null
          payee: string | null
          payee_union_agreement_id: string | null
          posted_at: string | null
          posted_by: string | null
          project_id: string
          reference: string | null
          relieves_id: string | null
          reverses_id: string | null
          revises_id: string | null
          revision: number
          signed_amount: number
          status: "submitted" | "signed" | "posted" | "voided"
          transaction_date: string
          void_reason: string | null
          voided_at: string | null
          voided_by: string | null
        }
        Insert: {
          amount: number
          approved_at?: string | null
          approved_by?: string | null
          budget_line_id: string
          coding?: NonNullable<Json>
          cost_code_id: string
          created_at?: string
          created_by: string
          credits_id?: string | null
          currency: string
          description: string
          earning?: string | null
          elevation_id?: string | null
          id?: string
          idempotency_key: string
          kind?: "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit"
          note?: string
          override_id?: string | null
          payee?: string | null
          payee_union_agreement_id?: string | null
          posted_at?: string | null
          posted_by?: string | null
          project_id: string
          reference?: string | null
          relieves_id?: string | null
          reverses_id?: string | null
          revises_id?: string | null
          revision?: number
          signed_amount?: never
          status?: "submitted" | "signed" | "posted" | "voided"
          transaction_date: string
          void_reason?: string | null
          voided_at?: string | null
          voided_by?: string | null
        }
        Update: {
          amount?: number
          approved_at?: string | null
          approved_by?: string | null
          budget_line_id?: string
          coding?: NonNullable<Json>
          cost_code_id?: string
          created_at?: string
          created_by?: string
          credits_id?: string | null
          currency?: string
          description?: string
          earning?: string | null
          elevation_id?: string | null
          id?: string
          idempotency_key?: string
          kind?: "order" | "invoice" | "petty_cash" | "payroll" | "journal" | "credit"
          note?: string
          override_id?: string | null
          payee?: string | null
          payee_union_agreement_id?: string | null
          posted_at?: string | null
          posted_by?: string | null
          project_id?: string
          reference?: string | null
          relieves_id?: string | null
          reverses_id?: string | null
          revises_id?: string | null
          revision?: number
          signed_amount?: never
          status?: "submitted" | "signed" | "posted" | "voided"
          transaction_date?: string
          void_reason?: string | null
          voided_at?: string | null
          voided_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "cost_transactions_budget_line_id_fkey"
            columns: ["project_id", "budget_line_id"]
            isOneToOne: false
            referencedRelation: "budget_lines"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_transactions_cost_code_id_fkey"
            columns: ["project_id", "cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_transactions_credits_id_fkey"
            columns: ["project_id", "credits_id"]
            isOneToOne: false
            referencedRelation: "cost_transactions"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_transactions_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "cost_transactions_payee_union_agreement_id_fkey"
            columns: ["payee_union_agreement_id"]
            isOneToOne: false
            referencedRelation: "union_agreements"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "cost_transactions_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "cost_transactions_relieves_id_fkey"
            columns: ["project_id", "relieves_id"]
            isOneToOne: false
            referencedRelation: "cost_transactions"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_transactions_reverses_id_fkey"
            columns: ["project_id", "reverses_id"]
            isOneToOne: false
            referencedRelation: "cost_transactions"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "cost_transactions_revises_id_fkey"
            columns: ["project_id", "revises_id"]
            isOneToOne: false
            referencedRelation: "cost_transactions"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      crew_profiles: {
        Row: {
          custom_title: string | null
          user_id: string
          user_role: string
        }
        Insert: {
          custom_title?: string | null
          user_id: string
          user_role?: string
        }
        Update: {
          custom_title?: string | null
          user_id?: string
          user_role?: string
        }
        Relationships: [
          {
            foreignKeyName: "crew_profiles_user_role_fkey"
            columns: ["user_role"]
            isOneToOne: false
            referencedRelation: "job_titles"
            referencedColumns: ["user_role"]
          },
        ]
      }
      crew_relationships: {
        Row: {
          accepted_at: string | null
          crew_left_at: string | null
          crew_user_id: string
          date_created: string
          date_updated: string
          is_active: boolean
          manager_left_at: string | null
          manager_user_id: string
          notes: string | null
          relationship_id: string
        }
        Insert: {
          accepted_at?: string | null
          crew_left_at?: string | null
          crew_user_id: string
          date_created?: string
          date_updated?: string
          is_active?: boolean
          manager_left_at?: string | null
          manager_user_id: string
          notes?: string | null
          relationship_id?: string
        }
        Update: {
          accepted_at?: string | null
          crew_left_at?: string | null
          crew_user_id?: string
          date_created?: string
          date_updated?: string
          is_active?: boolean
          manager_left_at?: string | null
          manager_user_id?: string
          notes?: string | null
          relationship_id?: string
        }
        Relationships: []
      }
      currencies: {
        Row: {
          code: string
          minor_units: number
          name: string
        }
        Insert: {
          code: string
          minor_units: number
          name: string
        }
        Update: {
          code?: string
          minor_units?: number
          name?: string
        }
        Relationships: []
      }
      delegable_columns: {
        Row: {
          column_key: string
          column_name: string
          description: string
          position: number
          table_name: "scripts" | "script_elements"
        }
        Insert: {
          column_key: string
          column_name: string
          description: string
          position: number
          table_name: "scripts" | "script_elements"
        }
        Update: {
          column_key?: string
          column_name?: string
          description?: string
          position?: number
          table_name?: "scripts" | "script_elements"
        }
        Relationships: []
      }
      department_details: {
        Row: {
          color: string | null
          department_id: string
          description: string | null
          initials: string | null
          notes: string | null
        }
        Insert: {
          color?: string | null
          department_id: string
          description?: string | null
          initials?: string | null
          notes?: string | null
        }
        Update: {
          color?: string | null
          department_id?: string
          description?: string | null
          initials?: string | null
          notes?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "department_details_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: true
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
        ]
      }
      department_members: {
        Row: {
          created_at: string
          department_id: string
          user_id: string
        }
        Insert: {
          created_at?: string
          department_id: string
          user_id: string
        }
        Update: {
          created_at?: string
          department_id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "department_members_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: false
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
        ]
      }
      department_prefixes: {
        Row: {
          category: "above_line" | "below_line"
          department_id: string | null
          id: string
          prefix: string
          project_id: string | null
        }
        Insert: {
          category: "above_line" | "below_line"
          department_id?: string | null
          id?: string
          prefix: string
          project_id?: string | null
        }
        Update: {
          category?: "above_line" | "below_line"
          department_id?: string | null
          id?: string
          prefix?: string
          project_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "department_prefixes_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
        ]
      }
      departments: {
        Row: {
          created_at: string
          id: string
          name: string
          organization_id: string
          owner_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          name: string
          organization_id: string
          owner_id: string
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
          organization_id?: string
          owner_id?: string
        }
        Relationships: []
      }
      earnings: {
        Row: {
          bears_contributions: boolean
          earning: string
          name: string
        }
        Insert: {
          bears_contributions: boolean
          earning: string
          name: string
        }
        Update: {
          bears_contributions?: boolean
          earning?: string
          name?: string
        }
        Relationships: []
      }
      element_departments: {
        Row: {
          department_id: string
          element_id: string
          script_id: string
        }
        Insert: {
          department_id: string
          element_id: string
          script_id: string
        }
        Update: {
          department_id?: string
          element_id?: string
          script_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "element_departments_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: false
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "element_departments_element_id_fkey"
            columns: ["script_id", "element_id"]
            isOneToOne: false
            referencedRelation: "script_elements"
            referencedColumns: ["script_id", "id"]
          },
        ]
      }
      element_types: {
        Row: {
          description: string
          element_type: string
          position: number
        }
        Insert: {
          description: string
          element_type: string
          position: number
        }
        Update: {
          description?: string
          element_type?: string
          position?: number
        }
        Relationships: []
      }
      emergency_overrides: {
        Row: {
          authorized_at: string | null
          authorized_by: string | null
          contingency_line_id: string
          cost_code_id: string
          currency: string
          duration_minutes: number
          ended_at: string | null
          ends_at: string | null
          error: string | null
          guild_approval_ref: string | null
          id: string
          lapses_at: string
          max_amount: number
          moved: number
          project_id: string
          reason: string
          reason_kind: string
          requested_at: string
          requested_by: string
          revoke_reason: string | null
          revoked_at: string | null
          revoked_by: string | null
          spent: number
          started_at: string | null
          status: "Requested" | "Granted" | "Active" | "Expired" | "Completed" | "Failed" | "Revoked"
        }
        Insert: {
          authorized_at?: string | null
          authorized_by?: string | null
          contingency_line_id: string
          cost_code_id: string
          currency: string
          duration_minutes: number
          ended_at?: string | null
          ends_at?: string | null
          error?: string | null
          guild_approval_ref?: string | null
          id?: string
          lapses_at: string
          max_amount: number
          moved?: number
          project_id: string
          reason: string
          reason_kind?: string
          requested_at?: string
          requested_by: string
          revoke_reason?: string | null
          revoked_at?: string | null
          revoked_by?: string | null
          spent?: number
          started_at?: string | null
          status?: "Requested" | "Granted" | "Active" | "Expired" | "Completed" | "Failed" | "Revoked"
        }
        Update: {
          authorized_at?: string | null
          authorized_by?: string | null
          contingency_line_id?: string
          cost_code_id?: string
          currency?: string
          duration_minutes?: number
          ended_at?: string | null
          ends_at?: string | null
          error?: string | null
          guild_approval_ref?: string | null
          id?: string
          lapses_at?: string
          max_amount?: number
          moved?: number
          project_id?: string
          reason?: string
          reason_kind?: string
          requested_at?: string
          requested_by?: string
          revoke_reason?: string | null
          revoked_at?: string | null
          revoked_by?: string | null
          spent?: number
          started_at?: string | null
          status?: "Requested" | "Granted" | "Active" | "Expired" | "Completed" | "Failed" | "Revoked"
        }
        Relationships: [
          {
            foreignKeyName: "emergency_overrides_contingency_line_id_fkey"
            columns: ["project_id", "contingency_line_id"]
            isOneToOne: false
            referencedRelation: "budget_lines"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "emergency_overrides_cost_code_id_fkey"
            columns: ["project_id", "cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "emergency_overrides_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "emergency_overrides_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "emergency_overrides_reason_kind_fkey"
            columns: ["reason_kind"]
            isOneToOne: false
            referencedRelation: "override_reason_kinds"
            referencedColumns: ["reason_kind"]
          },
        ]
      }
      job_titles: {
        Row: {
          category: string
          description: string
          needs_text: boolean
          position: number
          source: "seed" | "origin" | "ours" | "own"
          user_role: string
        }
        Insert: {
          category: string
          description: string
          needs_text?: boolean
          position: number
          source?: "seed" | "origin" | "ours" | "own"
          user_role: string
        }
        Update: {
          category?: string
          description?: string
          needs_text?: boolean
          position?: number
          source?: "seed" | "origin" | "ours" | "own"
          user_role?: string
        }
        Relationships: []
      }
      override_reason_kinds: {
        Row: {
          label: string
          reason_kind: string
        }
        Insert: {
          label: string
          reason_kind: string
        }
        Update: {
          label?: string
          reason_kind?: string
        }
        Relationships: []
      }
      ownership_transfers: {
        Row: {
          accepted_at: string | null
          department_id: string | null
          from_user_id: string
          id: string
          offered_at: string
          offered_by: string
          project_id: string | null
          script_id: string | null
          to_user_id: string
          venue_id: string | null
        }
        Insert: {
          accepted_at?: string | null
          department_id?: string | null
          from_user_id: string
          id?: string
          offered_at?: string
          offered_by: string
          project_id?: string | null
          script_id?: string | null
          to_user_id: string
          venue_id?: string | null
        }
        Update: {
          accepted_at?: string | null
          department_id?: string | null
          from_user_id?: string
          id?: string
          offered_at?: string
          offered_by?: string
          project_id?: string | null
          script_id?: string | null
          to_user_id?: string
          venue_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ownership_transfers_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: false
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ownership_transfers_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "ownership_transfers_script_id_fkey"
            columns: ["script_id"]
            isOneToOne: false
            referencedRelation: "scripts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ownership_transfers_venue_id_fkey"
            columns: ["venue_id"]
            isOneToOne: false
            referencedRelation: "venues"
            referencedColumns: ["id"]
          },
        ]
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
      productions: {
        Row: {
          created_at: string
          currency: string
          executive_producer_id: string | null
          phase: "development" | "prep" | "principal_photography" | "wrap" | "post"
          phase_reason: string
          project_id: string
        }
        Insert: {
          created_at?: string
          currency: string
          executive_producer_id?: string | null
          phase?: "development" | "prep" | "principal_photography" | "wrap" | "post"
          phase_reason?: string
          project_id: string
        }
        Update: {
          created_at?: string
          currency?: string
          executive_producer_id?: string | null
          phase?: "development" | "prep" | "principal_photography" | "wrap" | "post"
          phase_reason?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "productions_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
        ]
      }
      rate_unlocks: {
        Row: {
          ended_at: string | null
          ended_by: string | null
          ends_at: string
          id: string
          project_id: string
          reason: string
          union_agreement_id: string
          unlocked_at: string
          unlocked_by: string
        }
        Insert: {
          ended_at?: string | null
          ended_by?: string | null
          ends_at: string
          id?: string
          project_id: string
          reason: string
          union_agreement_id: string
          unlocked_at?: string
          unlocked_by: string
        }
        Update: {
          ended_at?: string | null
          ended_by?: string | null
          ends_at?: string
          id?: string
          project_id?: string
          reason?: string
          union_agreement_id?: string
          unlocked_at?: string
          unlocked_by?: string
        }
        Relationships: [
          {
            foreignKeyName: "rate_unlocks_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "rate_unlocks_union_agreement_id_fkey"
            columns: ["union_agreement_id"]
            isOneToOne: false
            referencedRelation: "union_agreements"
            referencedColumns: ["id"]
          },
        ]
      }
      script_delegations: {
        Row: {
          column_keys: string[]
          created_at: string
          crew_user_id: string
          department_id: string | null
          id: string
          operations: string[]
          relationship_id: string
          script_id: string
          valid_until: string | null
        }
        Insert: {
          column_keys: string[]
          created_at?: string
          crew_user_id: string
          department_id?: string | null
          id?: string
          operations?: string[]
          relationship_id: string
          script_id: string
          valid_until?: string | null
        }
        Update: {
          column_keys?: string[]
          created_at?: string
          crew_user_id?: string
          department_id?: string | null
          id?: string
          operations?: string[]
          relationship_id?: string
          script_id?: string
          valid_until?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "script_delegations_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: false
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "script_delegations_relationship_id_fkey"
            columns: ["relationship_id"]
            isOneToOne: false
            referencedRelation: "crew_relationships"
            referencedColumns: ["relationship_id"]
          },
          {
            foreignKeyName: "script_delegations_script_id_fkey"
            columns: ["script_id"]
            isOneToOne: false
            referencedRelation: "scripts"
            referencedColumns: ["id"]
          },
        ]
      }
      script_elements: {
        Row: {
          call: "WARN" | "STANDBY" | "GO" | null
          cue_number: string | null
          cue_prefix: string | null
          cue_value: number | null
          department_id: string | null
          duration_ms: number | null
          element_type: string
          id: string
          is_private: boolean
          notes: string | null
          offset_ms: number | null
          parent_element_id: string | null
          priority: "SAFETY" | "CRITICAL" | "HIGH" | "NORMAL" | "LOW" | "OPTIONAL"
          rank: string
          script_id: string
          text: string
        }
        Insert: {
          call?: "WARN" | "STANDBY" | "GO" | null
          cue_number?: string | null
          cue_prefix?: never
          cue_value?: never
          department_id?: string | null
          duration_ms?: number | null
          element_type: string
          id?: string
          is_private?: boolean
          notes?: string | null
          offset_ms?: number | null
          parent_element_id?: string | null
          priority?: "SAFETY" | "CRITICAL" | "HIGH" | "NORMAL" | "LOW" | "OPTIONAL"
          rank: string
          script_id: string
          text?: string
        }
        Update: {
          call?: "WARN" | "STANDBY" | "GO" | null
          cue_number?: string | null
          cue_prefix?: never
          cue_value?: never
          department_id?: string | null
          duration_ms?: number | null
          element_type?: string
          id?: string
          is_private?: boolean
          notes?: string | null
          offset_ms?: number | null
          parent_element_id?: string | null
          priority?: "SAFETY" | "CRITICAL" | "HIGH" | "NORMAL" | "LOW" | "OPTIONAL"
          rank?: string
          script_id?: string
          text?: string
        }
        Relationships: [
          {
            foreignKeyName: "script_elements_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: false
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "script_elements_element_type_fkey"
            columns: ["element_type"]
            isOneToOne: false
            referencedRelation: "element_types"
            referencedColumns: ["element_type"]
          },
          {
            foreignKeyName: "script_elements_parent_element_id_fkey"
            columns: ["script_id", "parent_element_id"]
            isOneToOne: false
            referencedRelation: "script_elements"
            referencedColumns: ["script_id", "id"]
          },
          {
            foreignKeyName: "script_elements_script_id_fkey"
            columns: ["script_id"]
            isOneToOne: false
            referencedRelation: "scripts"
            referencedColumns: ["id"]
          },
        ]
      }
      script_shares: {
        Row: {
          access_count: number
          created_at: string
          created_by: string | null
          expires_at: string | null
          id: string
          is_active: boolean
          last_accessed_at: string | null
          last_accessed_by_ip: string | null
          max_uses: number | null
          notes: string | null
          permissions: NonNullable<Json>
          project_id: string | null
          script_id: string | null
          share_name: string | null
          shared_with_user_id: string | null
          valid_from: string | null
        }
        Insert: {
          access_count?: number
          created_at?: string
          created_by?: string | null
          expires_at?: string | null
          id?: string
          is_active?: boolean
          last_accessed_at?: string | null
          last_accessed_by_ip?: string | null
          max_uses?: number | null
          notes?: string | null
          permissions?: NonNullable<Json>
          project_id?: string | null
          script_id?: string | null
          share_name?: string | null
          shared_with_user_id?: string | null
          valid_from?: string | null
        }
        Update: {
          access_count?: number
          created_at?: string
          created_by?: string | null
          expires_at?: string | null
          id?: string
          is_active?: boolean
          last_accessed_at?: string | null
          last_accessed_by_ip?: string | null
          max_uses?: number | null
          notes?: string | null
          permissions?: NonNullable<Json>
          project_id?: string | null
          script_id?: string | null
          share_name?: string | null
          shared_with_user_id?: string | null
          valid_from?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "script_shares_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "script_shares_script_id_fkey"
            columns: ["script_id"]
            isOneToOne: false
            referencedRelation: "scripts"
            referencedColumns: ["id"]
          },
        ]
      }
      scripts: {
        Row: {
          audience: "crew" | "show" | "owner"
          created_at: string
          ends_at: string | null
          id: string
          notes: string | null
          organization_id: string
          owner_id: string
          revision: number
          starts_at: string | null
          title: string
        }
        Insert: {
          audience?: "crew" | "show" | "owner"
          created_at?: string
          ends_at?: string | null
          id?: string
          notes?: string | null
          organization_id: string
          owner_id: string
          revision?: number
          starts_at?: string | null
          title: string
        }
        Update: {
          audience?: "crew" | "show" | "owner"
          created_at?: string
          ends_at?: string | null
          id?: string
          notes?: string | null
          organization_id?: string
          owner_id?: string
          revision?: number
          starts_at?: string | null
          title?: string
        }
        Relationships: []
      }
      share_accesses: {
        Row: {
          accessed_at: string
          client_ip: string | null
          copy_number: number | null
          id: string
          is_download: boolean
          is_ok: boolean
          reason: string | null
          share_id: string
          user_agent: string | null
        }
        Insert: {
          accessed_at?: string
          client_ip?: string | null
          copy_number?: number | null
          id?: string
          is_download?: boolean
          is_ok: boolean
          reason?: string | null
          share_id: string
          user_agent?: string | null
        }
        Update: {
          accessed_at?: string
          client_ip?: string | null
          copy_number?: number | null
          id?: string
          is_download?: boolean
          is_ok?: boolean
          reason?: string | null
          share_id?: string
          user_agent?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "share_accesses_share_id_fkey"
            columns: ["share_id"]
            isOneToOne: false
            referencedRelation: "script_shares"
            referencedColumns: ["id"]
          },
        ]
      }
      show_assignments: {
        Row: {
          custom_title: string | null
          department_id: string | null
          id: string
          kind: "cast" | "crew"
          project_id: string
          scope_id: string
          user_id: string
          user_role: string
          valid_from: string | null
          valid_until: string | null
        }
        Insert: {
          custom_title?: string | null
          department_id?: string | null
          id?: string
          kind?: "cast" | "crew"
          project_id: string
          scope_id: string
          user_id: string
          user_role?: string
          valid_from?: string | null
          valid_until?: string | null
        }
        Update: {
          custom_title?: string | null
          department_id?: string | null
          id?: string
          kind?: "cast" | "crew"
          project_id?: string
          scope_id?: string
          user_id?: string
          user_role?: string
          valid_from?: string | null
          valid_until?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "show_assignments_department_id_fkey"
            columns: ["project_id", "department_id"]
            isOneToOne: false
            referencedRelation: "show_departments"
            referencedColumns: ["project_id", "department_id"]
          },
          {
            foreignKeyName: "show_assignments_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "show_assignments_user_role_fkey"
            columns: ["user_role"]
            isOneToOne: false
            referencedRelation: "job_titles"
            referencedColumns: ["user_role"]
          },
        ]
      }
      show_departments: {
        Row: {
          department_id: string
          project_id: string
          scope_id: string
        }
        Insert: {
          department_id: string
          project_id: string
          scope_id: string
        }
        Update: {
          department_id?: string
          project_id?: string
          scope_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "show_departments_department_id_fkey"
            columns: ["department_id"]
            isOneToOne: false
            referencedRelation: "departments"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "show_departments_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
        ]
      }
      show_events: {
        Row: {
          ends_at: string | null
          id: string
          notes: string | null
          project_id: string
          starts_at: string
          title: string
          venue_id: string | null
        }
        Insert: {
          ends_at?: string | null
          id?: string
          notes?: string | null
          project_id: string
          starts_at: string
          title: string
          venue_id?: string | null
        }
        Update: {
          ends_at?: string | null
          id?: string
          notes?: string | null
          project_id?: string
          starts_at?: string
          title?: string
          venue_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "show_events_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "show_events_venue_id_fkey"
            columns: ["venue_id"]
            isOneToOne: false
            referencedRelation: "venues"
            referencedColumns: ["id"]
          },
        ]
      }
      show_scripts: {
        Row: {
          project_id: string
          script_id: string
        }
        Insert: {
          project_id: string
          script_id: string
        }
        Update: {
          project_id?: string
          script_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "show_scripts_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "show_scripts_script_id_fkey"
            columns: ["script_id"]
            isOneToOne: false
            referencedRelation: "scripts"
            referencedColumns: ["id"]
          },
        ]
      }
      show_venues: {
        Row: {
          project_id: string
          venue_id: string
        }
        Insert: {
          project_id: string
          venue_id: string
        }
        Update: {
          project_id?: string
          venue_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "show_venues_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "shows"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "show_venues_venue_id_fkey"
            columns: ["venue_id"]
            isOneToOne: false
            referencedRelation: "venues"
            referencedColumns: ["id"]
          },
        ]
      }
      shows: {
        Row: {
          closes_on: string | null
          created_at: string
          opens_on: string | null
          owner_id: string
          project_id: string
          title: string
        }
        Insert: {
          closes_on?: string | null
          created_at?: string
          opens_on?: string | null
          owner_id: string
          project_id: string
          title: string
        }
        Update: {
          closes_on?: string | null
          created_at?: string
          opens_on?: string | null
          owner_id?: string
          project_id?: string
          title?: string
        }
        Relationships: []
      }
      spending_authorities: {
        Row: {
          cost_code_id: string
          created_at: string
          cumulative: number
          currency: string
          delegated_by: string
          delegated_from: string | null
          end_reason: string | null
          ended_at: string | null
          ended_by: string | null
          id: string
          per_transaction: number
          phases: string[] | null
          project_id: string
          reserved: number
          spent: number
          union_agreement_ids: string[] | null
          user_id: string
          valid_from: string | null
          valid_until: string | null
        }
        Insert: {
          cost_code_id: string
          created_at?: string
          cumulative: number
          currency: string
          delegated_by: string
          delegated_from?: string | null
          end_reason?: string | null
          ended_at?: string | null
          ended_by?: string | null
          id?: string
          per_transaction: number
          phases?: string[] | null
          project_id: string
          reserved?: number
          spent?: number
          union_agreement_ids?: string[] | null
          user_id: string
          valid_from?: string | null
          valid_until?: string | null
        }
        Update: {
          cost_code_id?: string
          created_at?: string
          cumulative?: number
          currency?: string
          delegated_by?: string
          delegated_from?: string | null
          end_reason?: string | null
          ended_at?: string | null
          ended_by?: string | null
          id?: string
          per_transaction?: number
          phases?: string[] | null
          project_id?: string
          reserved?: number
          spent?: number
          union_agreement_ids?: string[] | null
          user_id?: string
          valid_from?: string | null
          valid_until?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "spending_authorities_cost_code_id_fkey"
            columns: ["project_id", "cost_code_id"]
            isOneToOne: false
            referencedRelation: "cost_codes"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "spending_authorities_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "spending_authorities_delegated_from_fkey"
            columns: ["project_id", "delegated_from"]
            isOneToOne: false
            referencedRelation: "spending_authorities"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "spending_authorities_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
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
          kind: "stock_in" | "stock_adj" | "cycle_count"
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
          kind: "stock_in" | "stock_adj" | "cycle_count"
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
          kind?: "stock_in" | "stock_adj" | "cycle_count"
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
          kind: "sale" | "refund"
          method: "cash" | "card" | "transfer" | "voucher"
          owner_id: string | null
          project_id: string
          recorded_at: string
          recorded_by: string | null
          refund_of: string | null
          reversal_reason: string | null
          reversed_at: string | null
          reversed_by: string | null
          status: "posted" | "voided" | "refunded"
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
          kind?: "sale" | "refund"
          method?: "cash" | "card" | "transfer" | "voucher"
          owner_id?: string | null
          project_id: string
          recorded_at?: string
          recorded_by?: string | null
          refund_of?: string | null
          reversal_reason?: string | null
          reversed_at?: string | null
          reversed_by?: string | null
          status?: "posted" | "voided" | "refunded"
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
          kind?: "sale" | "refund"
          method?: "cash" | "card" | "transfer" | "voucher"
          owner_id?: string | null
          project_id?: string
          recorded_at?: string
          recorded_by?: string | null
          refund_of?: string | null
          reversal_reason?: string | null
          reversed_at?: string | null
          reversed_by?: string | null
          status?: "posted" | "voided" | "refunded"
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
      transaction_approvals: {
        Row: {
          amount: number
          approved_at: string
          authority_id: string | null
          cost_code_id: string
          id: string
          maker_id: string
          override_id: string | null
          permission_key: "cost:approve" | "transaction:approve"
          position: number
          project_id: string
          released_at: string | null
          revision: number
          transaction_id: string
          user_id: string
        }
        Insert: {
          amount: number
          approved_at?: string
          authority_id?: string | null
          cost_code_id: string
          id?: string
          maker_id: string
          override_id?: string | null
          permission_key: "cost:approve" | "transaction:approve"
          position: number
          project_id: string
          released_at?: string | null
          revision?: number
          transaction_id: string
          user_id: string
        }
        Update: {
          amount?: number
          approved_at?: string
          authority_id?: string | null
          cost_code_id?: string
          id?: string
          maker_id?: string
          override_id?: string | null
          permission_key?: "cost:approve" | "transaction:approve"
          position?: number
          project_id?: string
          released_at?: string | null
          revision?: number
          transaction_id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "transaction_approvals_authority_id_fkey"
            columns: ["project_id", "authority_id"]
            isOneToOne: false
            referencedRelation: "spending_authorities"
            referencedColumns: ["project_id", "id"]
          },
          {
            foreignKeyName: "transaction_approvals_transaction_id_fkey"
            columns: ["project_id", "transaction_id"]
            isOneToOne: false
            referencedRelation: "cost_transactions"
            referencedColumns: ["project_id", "id"]
          },
        ]
      }
      union_agreements: {
        Row: {
          code: string
          covers: string
          created_at: string
          guild: string
          id: string
          is_example: boolean
          jurisdiction: string
          project_id: string | null
          valid_from: string | null
          valid_until: string | null
        }
        Insert: {
          code: string
          covers?: string
          created_at?: string
          guild: string
          id?: string
          is_example?: boolean
          jurisdiction: string
          project_id?: string | null
          valid_from?: string | null
          valid_until?: string | null
        }
        Update: {
          code?: string
          covers?: string
          created_at?: string
          guild?: string
          id?: string
          is_example?: boolean
          jurisdiction?: string
          project_id?: string | null
          valid_from?: string | null
          valid_until?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "union_agreements_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
        ]
      }
      union_rates: {
        Row: {
          amount: number | null
          ceiling: number | null
          classification: string
          currency: string | null
          entered_at: string
          entered_by: string | null
          id: string
          is_example: boolean
          is_locked: boolean
          percent: number | null
          project_id: string | null
          rate_kind: "wage" | "pension" | "health" | "other_fringe"
          rate_unlock_id: string | null
          union_agreement_id: string
          unit: string | null
          valid_from: string
          valid_until: string | null
        }
        Insert: {
          amount?: number | null
          ceiling?: number | null
          classification?: string
          currency?: string | null
          entered_at?: string
          entered_by?: string | null
          id?: string
          is_example?: boolean
          is_locked?: boolean
          percent?: number | null
          project_id?: string | null
          rate_kind: "wage" | "pension" | "health" | "other_fringe"
          rate_unlock_id?: string | null
          union_agreement_id: string
          unit?: string | null
          valid_from: string
          valid_until?: string | null
        }
        Update: {
          amount?: number | null
          ceiling?: number | null
          classification?: string
          currency?: string | null
          entered_at?: string
          entered_by?: string | null
          id?: string
          is_example?: boolean
          is_locked?: boolean
          percent?: number | null
          project_id?: string | null
          rate_kind?: "wage" | "pension" | "health" | "other_fringe"
          rate_unlock_id?: string | null
          union_agreement_id?: string
          unit?: string | null
          valid_from?: string
          valid_until?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "union_rates_currency_fkey"
            columns: ["currency"]
            isOneToOne: false
            referencedRelation: "currencies"
            referencedColumns: ["code"]
          },
          {
            foreignKeyName: "union_rates_project_id_fkey"
            columns: ["project_id"]
            isOneToOne: false
            referencedRelation: "productions"
            referencedColumns: ["project_id"]
          },
          {
            foreignKeyName: "union_rates_rate_unlock_id_fkey"
            columns: ["rate_unlock_id"]
            isOneToOne: false
            referencedRelation: "rate_unlocks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "union_rates_union_agreement_id_fkey"
            columns: ["union_agreement_id"]
            isOneToOne: false
            referencedRelation: "union_agreements"
            referencedColumns: ["id"]
          },
        ]
      }
      venue_details: {
        Row: {
          address: string | null
          configuration: string | null
          contact_email: string | null
          contact_name: string | null
          contact_phone: string | null
          notes: string | null
          venue_id: string
        }
        Insert: {
          address?: string | null
          configuration?: string | null
          contact_email?: string | null
          contact_name?: string | null
          contact_phone?: string | null
          notes?: string | null
          venue_id: string
        }
        Update: {
          address?: string | null
          configuration?: string | null
          contact_email?: string | null
          contact_name?: string | null
          contact_phone?: string | null
          notes?: string | null
          venue_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "venue_details_venue_id_fkey"
            columns: ["venue_id"]
            isOneToOne: true
            referencedRelation: "venues"
            referencedColumns: ["id"]
          },
        ]
      }
      venues: {
        Row: {
          capacity: number | null
          city: string | null
          created_at: string
          id: string
          name: string
          organization_id: string
          owner_id: string
        }
        Insert: {
          capacity?: number | null
          city?: string | null
          created_at?: string
          id?: string
          name: string
          organization_id: string
          owner_id: string
        }
        Update: {
          capacity?: number | null
          city?: string | null
          created_at?: string
          id?: string
          name?: string
          organization_id?: string
          owner_id?: string
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      accept_crew_relationship: {
        Args: { p_relationship_id: string }
        Returns: boolean
      }
      accept_invitation: { Args: { p_token: string }; Returns: Json }
      accept_transfer: { Args: { p_transfer_id: string }; Returns: boolean }
      acknowledge_alert: {
        Args: { p_alert_id: string; p_note?: string | null }
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
        Args: { p_appointment_id: string; p_form: Json }
        Returns: string
      }
      add_crew_member: {
        Args: { p_crew_user_id: string; p_notes?: string | null }
        Returns: Json
      }
      approve_transaction: { Args: { p_transaction_id: string }; Returns: Json }
      archive_scope: { Args: { p_scope_id: string }; Returns: boolean }
      assistant_needs_code: {
        Args: { p_action: string; p_resource: string }
        Returns: boolean
      }
      authorize: {
        Args: {
          p_owner_id?: string | null
          p_permission_key: string
          p_scope_id: string
        }
        Returns: Json
      }
      authorize_for: {
        Args: {
          p_owner_id?: string | null
          p_permission_key: string
          p_scope_id: string
          p_user_id: string
        }
        Returns: Json
      }
      authorize_override: { Args: { p_override_id: string }; Returns: Json }
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
          p_owner_id?: string | null
          p_permission_key: string
          p_scope_id: string
        }
        Returns: boolean
      }
      cancel_invitation: { Args: { p_access_id: string }; Returns: boolean }
      change_access_window: {
        Args: {
          p_access_id: string
          p_reason?: string | null
          p_valid_from?: string | null
          p_valid_until: string | null
        }
        Returns: string
      }
      change_share: {
        Args: { p_expires_at: string | null; p_share_id: string }
        Returns: boolean
      }
      check_override_contingency: {
        Args: { p_project_id: string }
        Returns: {
          contingency_line_id: string
          line_amount: number
          matches: boolean
          max_amount: number
          override_id: string
          spent: number
          why: string
        }[]
      }
      claim_guest_account: { Args: { p_token: string }; Returns: Json }
      clear_elevation: {
        Args: { p_project_id?: string | null; p_user_id?: string | null }
        Returns: boolean
      }
      close_access_review: { Args: { p_review_id: string }; Returns: Json }
      close_cash: {
        Args: { p_counted: number; p_day: string; p_project_id: string }
        Returns: string
      }
      close_period: {
        Args: { p_ends_on: string; p_project_id: string }
        Returns: Json
      }
      complete_override: { Args: { p_override_id: string }; Returns: Json }
      create_budget: {
        Args: { p_currency?: string | null; p_name: string; p_project_id: string }
        Returns: string
      }
      create_department: {
        Args: { p_name: string; p_project_id: string }
        Returns: string
      }
      create_guest_user: {
        Args: {
          p_custom_title?: string | null
          p_email_address: string
          p_fullname_first: string
          p_fullname_last: string
          p_notes?: string | null
          p_phone_number?: string | null
          p_user_role: string
        }
        Returns: Json
      }
      create_organization: { Args: { p_name: string }; Returns: string }
      create_production: {
        Args: { p_currency: string; p_project_id: string; p_time_zone?: string }
        Returns: string
      }
      create_project: {
        Args: {
          p_creator_role?: string | null
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
      create_script_share: {
        Args: {
          p_expires_at?: string | null
          p_max_uses?: number | null
          p_notes?: string | null
          p_permissions?: Json
          p_script_id: string
          p_share_name?: string | null
          p_shared_with_user_id?: string | null
          p_valid_from?: string | null
        }
        Returns: Json
      }
      create_show: {
        Args: { p_name: string; p_organization_id?: string | null }
        Returns: string
      }
      create_studio: {
        Args: { p_name: string; p_organization_id?: string | null }
        Returns: string
      }
      decide_review_item: {
        Args: { p_decision: ReviewDecision; p_item_id: string; p_reason: string | null }
        Returns: boolean
      }
      delegate_access: {
        Args: {
          p_permission_keys: string[]
          p_reason?: string | null
          p_scope_id: string
          p_user_id: string
          p_valid_until: string
        }
        Returns: string[]
      }
      delegate_script: {
        Args: {
          p_columns: string[]
          p_crew_user_id: string
          p_department_id?: string | null
          p_operations?: string[]
          p_script_id: string
          p_valid_until?: string | null
        }
        Returns: string | null
      }
      delegate_spending_authority: {
        Args: {
          p_authority_id: string
          p_cost_code_id?: string | null
          p_cumulative: number
          p_per_transaction: number
          p_user_id: string
          p_valid_until?: string | null
        }
        Returns: string
      }
      delete_guest_user: { Args: { p_user_id: string }; Returns: boolean }
      delete_my_account: { Args: { p_transfer_to?: string | null }; Returns: Json }
      delete_role: { Args: { p_role_id: string }; Returns: boolean }
      designate_executive_producer: {
        Args: { p_project_id: string; p_user_id: string | null }
        Returns: string
      }
      disclose_personal_data: {
        Args: { p_scope_id: string | null; p_seq: number }
        Returns: {
          key: string
          salt: string
          value: string | null
        }[]
      }
      end_member_elevations: {
        Args: { p_scope_id: string; p_user_id: string }
        Returns: number
      }
      end_session: { Args: { p_session_id: string }; Returns: boolean }
      end_spending_authority: {
        Args: { p_authority_id: string; p_reason: string }
        Returns: boolean
      }
      enforce: {
        Args: {
          p_owner_id?: string | null
          p_permission_key: string
          p_scope_id: string
        }
        Returns: undefined
      }
      erase_personal_data: { Args: { p_user_id: string }; Returns: number }
      expire_overrides: { Args: Record<PropertyKey, never>; Returns: number }
      explain_access: {
        Args: {
          p_owner_id?: string | null
          p_permission_key: string
          p_scope_id: string
          p_user_id: string
        }
        Returns: {
          checkpoint: string
          detail: Json
          outcome: string
          remedy: string | null
          step: number
        }[]
      }
      explain_menu: {
        Args: { p_item_key: string; p_project_id: string; p_user_id: string }
        Returns: {
          checkpoint: string
          detail: Json
          outcome: string
          remedy: string | null
          step: number
        }[]
      }
      export_audit: {
        Args: { p_from?: string | null; p_scope_id: string | null; p_to?: string | null }
        Returns: string
      }
      export_override_evidence: {
        Args: { p_override_id: string }
        Returns: Json
      }
      export_resource: {
        Args: { p_project_id: string; p_resource: string }
        Returns: Json
      }
      fail_override: {
        Args: { p_error: string; p_override_id: string }
        Returns: Json
      }
      find_access_drift: {
        Args: { p_project_id: string }
        Returns: {
          id: string
          kind: string
          remedy: string
          scope_id: string | null
          since: string | null
          user_id: string | null
          why: string
        }[]
      }
      get_access_version: { Args: { p_scope_id: string }; Returns: number | null }
      get_audit_events: {
        Args: {
          p_before?: number | null
          p_limit?: number
          p_override_id?: string | null
          p_scope_id: string | null
        }
        Returns: {
          actor_id: string | null
          actor_role: string | null
          after: Json
          before: Json
          client_id: string | null
          elevation_id: string | null
          event: string
          intermediary: string | null
          leaf_hash: string
          login_role: string | null
          object_id: string | null
          object_type: string | null
          occurred_at: string
          override_id: string | null
          personal: Json
          reason: string | null
          scope_id: string | null
          seq: number
          session_id: string | null
          subject_id: string | null
          window_from: string | null
          window_until: string | null
        }[]
      }
      get_balance: { Args: { p_transaction_id: string }; Returns: Json }
      get_cost_access: {
        Args: { p_cost_code_id: string; p_user_id?: string | null }
        Returns: Json
      }
      get_cost_report: {
        Args: { p_as_of?: string | null; p_project_id: string }
        Returns: {
          actual: number
          budget: number
          code: string
          committed: number
          cost_code_id: string
          currency: string
          final: number
          is_header: boolean
          name: string
          this_period: number
          to_complete: number
          total: number
          variance: number
          variance_change: number | null
        }[]
      }
      get_my_projects: {
        Args: Record<PropertyKey, never>
        Returns: {
          name: string
          organization_id: string | null
          organization_name: string | null
          project_id: string
          roles: string[]
          valid_until: string | null
        }[]
      }
      get_my_session: { Args: { p_scope_id: string }; Returns: Json }
      get_role_matrix: {
        Args: { p_scope_id: string }
        Returns: {
          is_linked: boolean
          permission_key: string
          policy: Policy
          role_id: string
          role_key: string
        }[]
      }
      get_studio_figures: {
        Args: { p_from?: string | null; p_project_id: string; p_to?: string | null }
        Returns: {
          artist_id: string | null
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
          policy: Policy
          valid_until: string | null
          via: string
        }[]
      }
      get_user_project_menu: {
        Args: { p_project_id: string; p_user_id: string }
        Returns: {
          can_access: boolean
          icon: string | null
          id: string
          is_active: boolean
          item_key: string
          label: string
          parent_id: string | null
          path: string
          position: number
          required_permission_key: string | null
        }[]
      }
      grant_access: {
        Args: {
          p_grant_key: string
          p_grant_type: GrantType
          p_reason?: string | null
          p_scope_id: string
          p_user_id: string
          p_valid_from?: string | null
          p_valid_until?: string | null
        }
        Returns: string
      }
      grant_spending_authority: {
        Args: {
          p_cost_code_id: string
          p_cumulative: number
          p_currency: string
          p_per_transaction: number
          p_phases?: Phase[] | null
          p_project_id: string
          p_union_agreement_ids?: string[] | null
          p_user_id: string
          p_valid_from?: string | null
          p_valid_until?: string | null
        }
        Returns: string
      }
      guild_reconciliation: {
        Args: {
          p_from: string
          p_project_id: string
          p_to: string
          p_union_agreement_id: string
        }
        Returns: {
          currency: string
          difference: number
          earning: string | null
          expected: number
          gross: number
          health: number
          other_fringe: number
          payee: string | null
          pension: number
          posted: number
        }[]
      }
      import_cost_codes: {
        Args: {
          p_create_departments?: boolean
          p_dry_run?: boolean
          p_project_id: string
          p_rows: Json
        }
        Returns: Json
      }
      import_transactions: {
        Args: {
          p_idempotency_key: string
          p_partial?: boolean
          p_project_id: string
          p_rows: Json
        }
        Returns: Json
      }
      invite_user: {
        Args: {
          p_email: string
          p_role_key: string
          p_scope_id: string
          p_valid_until?: string | null
        }
        Returns: Json
      }
      is_elevated_now: {
        Args: { p_project_id: string; p_user_id?: string | null }
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
        Args: { p_after?: number | null; p_limit?: number; p_scope_id?: string | null }
        Returns: {
          action: string
          client_id: string | null
          id: number
          ip_address: unknown
          refused: string | null
          resource_id: string | null
          resource_type: string
          scope_id: string | null
          times: number
          timestamp: string
          user_agent: string | null
          user_id: string | null
        }[]
      }
      list_access_reviews: {
        Args: { p_scope_id: string }
        Returns: {
          closed_at: string | null
          closed_by: string | null
          decided: number
          default_decision: ReviewDecision
          due_at: string
          items: number
          review_id: string
          reviewer_ids: string[]
          scope_id: string
          started_at: string
          started_by: string | null
        }[]
      }
      list_accesses: {
        Args: { p_after?: string | null; p_limit?: number; p_scope_id: string }
        Returns: {
          access_id: string
          delegated_from: string | null
          email: string | null
          fullname_first: string | null
          fullname_last: string | null
          grant_key: string
          grant_type: GrantType
          granted_at: string
          granted_by: string | null
          reason: string | null
          revoke_reason: string | null
          revoked_at: string | null
          revoked_by: string | null
          scope_id: string
          scope_name: string
          state: string
          status: AccessStatus
          user_id: string | null
          valid_from: string | null
          valid_until: string | null
        }[]
      }
      list_alerts: {
        Args: { p_limit?: number; p_scope_id: string }
        Returns: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          alert_id: string
          cause: string
          description: string
          detail: Json
          note: string | null
          raised_at: string
          raised_on: string
          rule_key: string
          scope_id: string | null
          subject_id: string | null
        }[]
      }
      list_approvals: {
        Args: { p_transaction_id: string }
        Returns: {
          approved_at: string | null
          is_next: boolean
          permission_key: string
          position: number
          role_key: string | null
          user_id: string | null
        }[]
      }
      list_crew: {
        Args: Record<PropertyKey, never>
        Returns: {
          accepted_at: string | null
          custom_title: string | null
          date_created: string | null
          direction: string
          email_address: string | null
          fullname_first: string | null
          fullname_last: string | null
          is_active: boolean
          phone_number: string | null
          relationship_id: string | null
          relationship_notes: string | null
          user_id: string
          user_role: string | null
          user_status: AccountStatus
        }[]
      }
      list_invitations: {
        Args: { p_scope_id: string }
        Returns: {
          access_id: string
          created_at: string
          email: string
          expires_at: string
          invited_by: string | null
          role_key: string
          scope_id: string
          state: string
          valid_until: string | null
        }[]
      }
      list_menu_items: {
        Args: { p_scope_id: string }
        Returns: {
          icon: string | null
          id: string
          is_active: boolean
          is_built_in: boolean
          item_key: string
          label: string
          parent_id: string | null
          path: string
          position: number
          required_permission_key: string | null
          scope_id: string | null
        }[]
      }
      list_my_delegations: {
        Args: Record<PropertyKey, never>
        Returns: {
          access_id: string
          direction: string
          fullname_first: string | null
          fullname_last: string | null
          permission_key: string
          reason: string | null
          scope_id: string
          scope_name: string
          state: string
          user_id: string
          valid_from: string
          valid_until: string | null
        }[]
      }
      list_my_sessions: {
        Args: Record<PropertyKey, never>
        Returns: {
          aal: string | null
          created_at: string | null
          elevated_until: string | null
          ip: unknown
          is_current: boolean
          refreshed_at: string | null
          session_id: string
          user_agent: string | null
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
          scope: string | null
        }[]
      }
      list_review_items: {
        Args: { p_after?: string | null; p_limit?: number; p_review_id: string }
        Returns: {
          access_id: string
          decided_at: string | null
          decided_by: string | null
          decision: ReviewDecision | null
          decision_reason: string | null
          delegated_from: string | null
          email: string | null
          fullname_first: string | null
          fullname_last: string | null
          grant_key: string
          grant_type: GrantType
          granted_at: string
          granted_by: string | null
          item_id: string
          last_used_on: string | null
          may_decide: boolean
          outcome: ReviewOutcome | null
          reason: string | null
          scope_id: string
          scope_name: string
          state: string
          user_id: string | null
          valid_from: string | null
          valid_until: string | null
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
          scope_id: string | null
        }[]
      }
      list_staff: {
        Args: { p_project_id: string }
        Returns: {
          artist_id: string | null
          display_name: string | null
          is_active: boolean
          role_key: string
          user_id: string
          valid_until: string | null
        }[]
      }
      lock_budget: { Args: { p_budget_id: string }; Returns: string }
      lock_union_rates: {
        Args: { p_union_agreement_id: string }
        Returns: string
      }
      move_cost_code: {
        Args: { p_cost_code_id: string; p_parent_id: string | null }
        Returns: string
      }
      move_scope: {
        Args: { p_parent_id: string; p_scope_id: string }
        Returns: boolean
      }
      move_stock: {
        Args: {
          p_idempotency_key?: string | null
          p_kind: StockMovementKind
          p_quantity: number
          p_reason: string
          p_stock_item_id: string
        }
        Returns: number
      }
      open_script: {
        Args: { p_script_id: string; p_share_token?: string | null }
        Returns: Json
      }
      open_script_share: {
        Args: {
          p_client_ip?: string | null
          p_download?: boolean
          p_known_version?: string | null
          p_token: string
          p_user_agent?: string | null
        }
        Returns: Json
      }
      read_audit_heads: {
        Args: { p_after?: string | null; p_limit?: number }
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
      reallocate_budget: {
        Args: {
          p_amount: number
          p_from_line_id: string
          p_idempotency_key?: string | null
          p_reason: string
          p_to_line_id: string
        }
        Returns: string
      }
      refund_or_void: {
        Args: { p_reason: string; p_studio_transaction_id: string }
        Returns: Json
      }
      reissue_claim_token: { Args: { p_user_id: string }; Returns: Json }
      remove_approval_step: {
        Args: { p_approval_step_id: string }
        Returns: boolean
      }
      remove_cost_policy: {
        Args: { p_cost_policy_id: string }
        Returns: boolean
      }
      remove_crew_member: { Args: { p_crew_user_id: string }; Returns: boolean }
      remove_department_prefix: {
        Args: { p_department_prefix_id: string }
        Returns: boolean
      }
      remove_menu_item: { Args: { p_item_id: string }; Returns: boolean }
      remove_union_rate: { Args: { p_union_rate_id: string }; Returns: boolean }
      rename_scope: {
        Args: { p_name: string; p_scope_id: string }
        Returns: boolean
      }
      request_override: {
        Args: {
          p_contingency_line_id: string
          p_cost_code_id: string
          p_duration_minutes: number
          p_guild_approval_ref?: string | null
          p_max_amount: number
          p_reason: string
          p_reason_kind?: string
        }
        Returns: string
      }
      resolve_cost_access: {
        Args: { p_cost_code_id: string; p_user_id?: string | null }
        Returns: string
      }
      restore_scope: { Args: { p_scope_id: string }; Returns: boolean }
      revise_transaction: {
        Args: { p_changes: Json; p_transaction_id: string }
        Returns: string
      }
      revoke_access: {
        Args: { p_access_id: string; p_reason?: string | null }
        Returns: boolean
      }
      revoke_override: {
        Args: { p_override_id: string; p_reason: string }
        Returns: boolean
      }
      revoke_script_share: { Args: { p_share_id: string }; Returns: boolean }
      run_under_override: {
        Args: { p_operations: Json; p_override_id: string }
        Returns: Json
      }
      save_approval_step: {
        Args: { p_project_id: string; p_row: Json }
        Returns: string
      }
      save_budget_line: {
        Args: {
          p_amount: number
          p_budget_id: string
          p_cost_code_id: string
          p_description?: string | null
          p_is_contingency?: boolean
          p_line_id?: string | null
        }
        Returns: string
      }
      save_cost_code: {
        Args: { p_project_id: string; p_row: Json }
        Returns: string
      }
      save_cost_policy: {
        Args: { p_project_id: string; p_row: Json }
        Returns: string
      }
      save_department_prefix: {
        Args: { p_project_id: string; p_row: Json }
        Returns: string
      }
      save_menu_item: {
        Args: { p_item: Json; p_scope_id: string }
        Returns: string
      }
      save_union_agreement: {
        Args: { p_project_id: string; p_row: Json }
        Returns: string
      }
      save_union_rate: {
        Args: { p_project_id: string; p_row: Json }
        Returns: string
      }
      set_appointment_status: {
        Args: {
          p_amount?: number | null
          p_appointment_id: string
          p_method?: PaymentMethod
          p_status: AppointmentStatus
        }
        Returns: boolean
      }
      set_crew_relationship_active: {
        Args: { p_is_active: boolean; p_relationship_id: string }
        Returns: boolean
      }
      set_master_code: {
        Args: { p_code: string; p_project_id: string }
        Returns: undefined
      }
      set_production_phase: {
        Args: { p_phase: Phase; p_project_id: string; p_reason: string }
        Returns: number
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
        Args: { p_permission_key: string; p_policy: Policy | null; p_role_id: string }
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
          p_valid_until?: string | null
        }
        Returns: string
      }
      set_time_zone: {
        Args: { p_scope_id: string; p_time_zone: string | null }
        Returns: boolean
      }
      settle_alert_message: {
        Args: {
          p_error?: string | null
          p_is_delivered: boolean
          p_message_id: string
        }
        Returns: boolean
      }
      start_access_review: {
        Args: {
          p_default: ReviewDecision
          p_due_at: string
          p_reviewer_ids: string[]
          p_scope_id: string
        }
        Returns: string
      }
      start_override: { Args: { p_override_id: string }; Returns: Json }
      submit_transaction: {
        Args: {
          p_amount: number
          p_budget_line_id: string
          p_coding?: Json
          p_cost_code_id: string
          p_credits_id?: string | null
          p_currency: string
          p_description: string
          p_earning?: string | null
          p_idempotency_key: string
          p_kind?: TransactionKind
          p_payee?: string | null
          p_payee_union_agreement_id?: string | null
          p_reference?: string | null
          p_relieves_id?: string | null
          p_transaction_date?: string | null
        }
        Returns: string
      }
      take_alert_messages: {
        Args: { p_limit?: number }
        Returns: {
          attempt: number
          created_at: string
          message_id: string
          payload: Json
        }[]
      }
      trace_cost_access: {
        Args: {
          p_cost_code_id: string
          p_union_agreement_id?: string | null
          p_user_id: string
        }
        Returns: {
          actual: string | null
          checkpoint: string
          expected: string | null
          outcome: string
          remedy: string | null
          step: number
        }[]
      }
      transfer_ownership: {
        Args: { p_id: string; p_kind: string; p_to_user_id: string }
        Returns: string
      }
      unlock_master_code: {
        Args: { p_project_id: string; p_user_id?: string | null }
        Returns: undefined
      }
      unlock_union_rates: {
        Args: {
          p_minutes: number
          p_reason: string
          p_union_agreement_id: string
        }
        Returns: string
      }
      update_crew_member: {
        Args: {
          p_crew_user_id: string
          p_relationship_notes?: string | null
          p_user_data?: Json
        }
        Returns: boolean
      }
      update_guest_profile: {
        Args: { p_token: string; p_user_data?: Json }
        Returns: Json
      }
      verify_audit: { Args: { p_scope_id: string | null }; Returns: Json }
      verify_master_code: {
        Args: {
          p_client_ip: string | null
          p_code: string
          p_minutes?: number
          p_project_id: string
          p_session_id: string | null
          p_user_id: string
        }
        Returns: Json
      }
      void_transaction: {
        Args: { p_reason: string; p_transaction_id: string }
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
