#include "gui/export/crate_form.h"

#include "gui/frame/qt_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int authorRows = 3;  // in sight at once

}  // namespace

CrateForm::CrateForm(QWidget* parent)
    : QGroupBox(tr("RO-Crate"), parent),
      m_title(new QLineEdit(this)),
      m_text(new QLineEdit(this)),
      m_authors(new QTableWidget(0, 3, this)),
      m_remove(new QPushButton(tr("Re&move author"), this)),
      m_licence(new QComboBox(this)),
      m_doi(new QLineEdit(this))
{
    setObjectName(QStringLiteral("crateForm"));
    m_title->setObjectName(QStringLiteral("crateTitle"));
    m_title->setPlaceholderText(tr("Named after the samples if left empty"));
    m_text->setObjectName(QStringLiteral("crateText"));
    m_text->setPlaceholderText(tr("Lists the samples if left empty"));
    m_licence->setObjectName(QStringLiteral("crateLicence"));
    m_licence->setEditable(true);
    m_licence->setInsertPolicy(QComboBox::NoInsert);
    for (const std::string& licence : services::knownLicences()) {
        m_licence->addItem(toQString(licence));
    }
    m_licence->setCurrentIndex(-1);
    m_licence->lineEdit()->setPlaceholderText(tr("A licence, its address, or any words; else none is given"));
    m_doi->setObjectName(QStringLiteral("crateDoi"));
    m_doi->setPlaceholderText(tr("10.5281/zenodo.…, where it is known already"));
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("D&escription"), m_text);
    form->addRow(tr("Authors"), makeAuthors());
    form->addRow(tr("&Licence"), m_licence);
    form->addRow(tr("&DOI"), m_doi);
    for (QLineEdit* field : {m_title, m_text, m_doi}) {
        connect(field, &QLineEdit::textChanged, this, &CrateForm::changed);
    }
    connect(m_licence, &QComboBox::currentTextChanged, this, &CrateForm::changed);
    connect(m_authors, &QTableWidget::itemChanged, this, &CrateForm::changed);
}

QWidget* CrateForm::makeAuthors()
{
    m_authors->setObjectName(QStringLiteral("crateAuthors"));
    m_authors->setAccessibleName(tr("Authors"));
    m_authors->setHorizontalHeaderLabels({tr("Name"), tr("Institution"), tr("ORCID")});
    m_authors->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_authors->verticalHeader()->hide();
    m_authors->setTabKeyNavigation(false);  // Tab leaves the table, as everywhere in a form
    m_authors->setFixedHeight(m_authors->horizontalHeader()->sizeHint().height() +
                              authorRows * m_authors->verticalHeader()->defaultSectionSize());
    auto* add = new QPushButton(tr("&Add author"), this);
    add->setObjectName(QStringLiteral("addAuthor"));
    m_remove->setObjectName(QStringLiteral("removeAuthor"));
    connect(add, &QPushButton::clicked, this, [this] {
        addAuthor({});
        m_authors->setCurrentCell(m_authors->rowCount() - 1, 0);
        m_authors->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, this, &CrateForm::removeAuthors);
    const auto follow = [this] {
        const bool chosen = m_authors->currentRow() >= 0;
        m_remove->setEnabled(chosen);
        m_remove->setToolTip(chosen ? QString() : tr("Select an author first."));
    };
    connect(m_authors, &QTableWidget::currentCellChanged, this, follow);
    follow();
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* all = new QWidget(this);
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_authors, 1);
    row->addLayout(buttons);
    return all;
}

void CrateForm::addAuthor(const services::CrateDescription::Author& author)
{
    const int row = m_authors->rowCount();
    m_authors->insertRow(row);
    m_authors->setItem(row, 0, new QTableWidgetItem(toQString(author.name)));
    m_authors->setItem(row, 1, new QTableWidgetItem(toQString(author.institution)));
    m_authors->setItem(row, 2, new QTableWidgetItem(toQString(author.orcid)));
}

void CrateForm::removeAuthors()
{
    m_authors->removeRow(m_authors->currentRow());
    Q_EMIT changed();
}

QString CrateForm::authorCell(int row, int column) const
{
    const QTableWidgetItem* const item = m_authors->item(row, column);
    return item == nullptr ? QString() : item->text().trimmed();
}

void CrateForm::setDescription(const services::CrateDescription& description)
{
    m_title->setText(toQString(description.title));
    m_text->setText(toQString(description.description));
    m_authors->setRowCount(0);
    for (const services::CrateDescription::Author& author : description.authors) {
        addAuthor(author);
    }
    m_licence->setEditText(toQString(description.licence));
    m_doi->setText(toQString(description.doi));
}

services::CrateDescription CrateForm::description() const
{
    services::CrateDescription description{.title = m_title->text().trimmed().toStdString(),
                                           .description = m_text->text().trimmed().toStdString(),
                                           .authors = {},
                                           .licence = m_licence->currentText().trimmed().toStdString(),
                                           .doi = m_doi->text().trimmed().toStdString()};
    for (int row = 0; row < m_authors->rowCount(); ++row) {
        const services::CrateDescription::Author author{
            authorCell(row, 0).toStdString(), authorCell(row, 1).toStdString(), authorCell(row, 2).toStdString()};
        if (!author.name.empty() || !author.institution.empty() || !author.orcid.empty()) {
            description.authors.push_back(author);
        }
    }
    return description;
}

}  // namespace aurora::gui
