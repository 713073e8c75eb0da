//! Posts that come at the wrong moment: each is an entry in the log (F16), and strangers write no more of them than they may
//! fail to sign in.

use super::{Request, Who, Write};
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::keys::PROVIDER;
use crate::links;
use crate::sign_in::{throttle, verify};

/// What they are counted under.
const OUT_OF_ORDER: &str = "out of order";

impl Request {
    /// A post that came at the wrong moment is in the log; whoever is half-way through signing in is named.
    pub async fn refuse(&self, post: &str) -> Result<(), Fault> {
        self.knock_out_of_order()?;
        let mut tx = self.begin(self.tenant()).await?;
        if matches!(self.who, Who::Stranger) {
            verify::recognise(self, &mut tx).await?;
        }
        self.out_of_order(tx, post).await
    }

    /// The same with a one-time link that opens nothing: in the log of the company whose link it was.
    pub async fn refuse_link(&self, post: &str) -> Result<(), Fault> {
        self.knock_out_of_order()?;
        let company = links::company(self.reader(PROVIDER).db(), self).await?;
        let tx = self.begin(company.unwrap_or_else(|| self.tenant())).await?;
        self.out_of_order(tx, post).await
    }

    /// Strangers write no more of these entries than they may fail to sign in.
    fn knock_out_of_order(&self) -> Result<(), Fault> {
        let most = self.app.default_profile().lockout.per_address_per_minute;
        if matches!(self.who, Who::Stranger) { throttle::knock(self, OUT_OF_ORDER, most) } else { Ok(()) }
    }

    async fn out_of_order(&self, tx: Write, post: &str) -> Result<(), Fault> {
        if matches!(self.who, Who::Stranger) {
            let most = self.app.default_profile().lockout.per_address_per_minute;
            throttle::at_most(self, &tx, OUT_OF_ORDER, most).await?;
        }
        let event = Event::new(Action::AccessDenied).outcome(Outcome::Denied).on("post", post, "");
        tx.commit(event.with("reason", "out_of_order")).await.map(drop)
    }
}
