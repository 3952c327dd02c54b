#include "gui/protocols/name_dialog.h"

#include "aurora/services/protocol_files.h"
#include "gui/frame/background.h"
#include "gui/frame/qt_text.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace aurora::gui {

namespace {

constexpr int width_px = 440;

}  // namespace

NameDialog::NameDialog(const QString& title, const QString& verb, const QString& name, Overwriting overwriting,
                       Existing existing, QWidget* parent)
    : QDialog(parent),
      m_verb(verb),
      m_overwriting(overwriting),
      m_existing(std::move(existing)),
      m_name(new QLineEdit(name, this)),
      m_says(new QLabel(this))
{
    setObjectName(QStringLiteral("protocolNameDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(width_px);
    m_name->setObjectName(QStringLiteral("protocolName"));
    m_says->setObjectName(QStringLiteral("nameSays"));
    m_says->setTextFormat(Qt::PlainText);
    m_says->setWordWrap(true);
    m_says->setMinimumHeight(2 * fontMetrics().lineSpacing());  // the dialog does not jump while typing
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_button->setObjectName(QStringLiteral("nameButton"));
    auto* layout = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    layout->addLayout(form);
    layout->addWidget(m_says);
    layout->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::update);
    connect(m_name, &QLineEdit::returnPressed, this, [this] { m_acceptNew = m_asking; });
    connect(buttons, &QDialogButtonBox::accepted, this, &NameDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_name->selectAll();
    update();
}

void NameDialog::update()
{
    const QString name = m_name->text();
    const QString refused = toQString(services::whyNotProtocolName(name.toStdString()));
    m_button->setEnabled(false);
    m_acceptNew = false;
    if (!refused.isEmpty()) {
        m_button->setText(m_verb);
        m_says->setText(name.isEmpty() ? QString() : QStringLiteral("✕ ") + refused);
    } else if (!m_asking) {
        askWhatIsThere();
    }
}

void NameDialog::askWhatIsThere()
{
    m_asking = true;
    const QString name = m_name->text();
    const auto answered = [this, name](const QString& there) {
        m_asking = false;
        if (name == m_name->text()) {
            tell(there);
        } else {
            const bool acceptNew = m_acceptNew;  // it was typed on meanwhile
            update();
            m_acceptNew = acceptNew && m_asking;
        }
    };
    inBackground(
        this, [existing = m_existing, name] { return existing(name); }, answered,
        [answered](const Failure& failure) { answered(failure.message); });
}

void NameDialog::tell(const QString& there)
{
    const QString name = m_name->text();
    const bool overwrites = !there.isEmpty();
    const bool acceptNew = std::exchange(m_acceptNew, false);
    m_button->setEnabled(!overwrites || m_overwriting == Overwriting::Offered);
    m_button->setText(overwrites && m_overwriting == Overwriting::Offered ? tr("Overwrite") : m_verb);
    if (overwrites) {
        m_says->setText(m_overwriting == Overwriting::Offered
                            ? tr("▲ Overwrites “%1”: %2").arg(name, there)
                            : tr("✕ There is a protocol “%1” already: %2").arg(name, there));
        return;
    }
    m_says->setText(tr("A new file: %1.json").arg(name));
    if (acceptNew) {
        accept();
    }
}

void NameDialog::accept()
{
    if (!m_button->isEnabled()) {
        return;
    }
    Q_EMIT named(m_name->text());
    QDialog::accept();
}

}  // namespace aurora::gui
