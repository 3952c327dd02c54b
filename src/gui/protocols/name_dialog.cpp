#include "gui/protocols/name_dialog.h"

#include "aurora/services/protocol_files.h"
#include "gui/frame/qt_text.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

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
    connect(buttons, &QDialogButtonBox::accepted, this, &NameDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_name->selectAll();
    update();
}

void NameDialog::update()
{
    const QString name = m_name->text();
    const QString refused = toQString(services::whyNotProtocolName(name.toStdString()));
    const QString there = refused.isEmpty() ? m_existing(name) : QString();
    const bool overwrites = !there.isEmpty();
    m_button->setEnabled(refused.isEmpty() && (!overwrites || m_overwriting == Overwriting::Offered));
    m_button->setText(overwrites && m_overwriting == Overwriting::Offered ? tr("Overwrite") : m_verb);
    if (!refused.isEmpty()) {
        m_says->setText(name.isEmpty() ? QString() : QStringLiteral("✕ ") + refused);
    } else if (overwrites) {
        m_says->setText(m_overwriting == Overwriting::Offered
                            ? tr("▲ Overwrites “%1”: %2").arg(name, there)
                            : tr("✕ There is a protocol “%1” already: %2").arg(name, there));
    } else {
        m_says->setText(tr("A new file: %1.json").arg(name));
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
