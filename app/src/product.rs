//! The list of all features, and the two menus.

use crate::feature::{Feature, FeatureTable};
use crate::page::Screen;
use crate::text::Text;
use crate::{
    announcements, announcing, cases, consents, contacts, end_users, exports, home, inquiries, mail, members,
    operation_logs, refused_input, security, sign_in_history, staff, support,
};

/// All features, one line each: its module, and the trait with its use cases. Pages show permissions in this order.
/// `features!(declare)` calls the macro `declare!` with the whole list: `lib.rs` declares the modules, this file the rest.
macro_rules! features {
    ($declare:ident) => {
        $declare! {
            sign_in: SignInApi,
            help: HelpApi,
            home: HomeApi,
            account: AccountApi,
            second_factor: SecondFactorApi,
            passkeys: PasskeysApi,
            certificates: CertificatesApi,
            proof: ProofApi,
            sessions: SessionsApi,
            end_users: EndUsersApi,
            exports: ExportsApi,
            operation_logs: OperationLogsApi,
            sign_in_history: SignInHistoryApi,
            members: MembersApi,
            ledger: LedgerApi,
            contacts: ContactsApi,
            announcements: AnnouncementsApi,
            announcing: AnnouncingApi,
            support: SupportApi,
            cases: CasesApi,
            inquiries: InquiriesApi,
            consents: ConsentsApi,
            security: SecurityApi,
            networks: NetworksApi,
            refused_input: RefusedInputApi,
            mail: MailApi,
            staff: StaffApi,
        }
    };
}

macro_rules! backend_and_tables {
    ($($feature:ident: $api:ident,)*) => {
        /// All use cases that pages and forms can call, bound to one request, which contains the actor and the tenant.
        pub trait Backend: $(crate::$feature::api::$api +)* Send + Sync {}

        /// The tables of all features.
        pub static FEATURES: &[&Feature<dyn Backend>] = &[$(table::<crate::$feature::feature::Table>()),*];
    };
}

features!(backend_and_tables);

const fn table<T: FeatureTable<dyn Backend>>() -> &'static Feature<dyn Backend> {
    &T::FEATURE
}

/// A menu: groups of screens, each with its heading.
pub type Menu = &'static [(Option<Text>, &'static [Screen])];

/// The menu for a company's members.
pub static MEMBER_MENU: Menu = &[
    (None, &[home::feature::SCREEN, announcements::feature::SCREEN, inquiries::feature::SCREEN]),
    (Some(end_users::messages::GROUP), &[end_users::feature::SCREEN, exports::feature::SCREEN]),
    (Some(operation_logs::messages::GROUP), &[operation_logs::feature::SCREEN, sign_in_history::feature::SCREEN]),
    (
        Some(security::messages::GROUP),
        &[
            members::feature::SCREEN,
            contacts::feature::SCREEN,
            cases::feature::COMPANY,
            consents::feature::SCREEN,
            security::feature::SCREEN,
        ],
    ),
];

/// The menu for the provider's staff.
pub static STAFF_MENU: Menu = &[(
    None,
    &[
        support::feature::SCREEN,
        cases::feature::SCREEN,
        cases::feature::ACCOUNTS,
        announcing::feature::SCREEN,
        inquiries::feature::DESK,
        support::feature::PROFILES_SCREEN,
        staff::feature::SCREEN,
        mail::feature::SCREEN,
        refused_input::feature::EVERYWHERE_SCREEN,
        support::feature::LOGS_SCREEN,
    ],
)];
