#pragma once

#include "aurora/services/ro_crate.h"

#include <QGroupBox>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace aurora::gui {

/// What a person says about data that is handed on: title, authors with their institutions, licence, DOI.
class CrateForm final : public QGroupBox
{
    Q_OBJECT

public:
    explicit CrateForm(QWidget* parent = nullptr);

    void setDescription(const services::CrateDescription& description);

    /// As typed; rows of authors without any text are left out.
    [[nodiscard]] services::CrateDescription description() const;

Q_SIGNALS:
    void changed();

private:
    QWidget* makeAuthors();
    void addAuthor(const services::CrateDescription::Author& author);
    void removeAuthors();
    [[nodiscard]] QString authorCell(int row, int column) const;

    QLineEdit* m_title;
    QLineEdit* m_text;
    QTableWidget* m_authors;
    QPushButton* m_remove;
    QComboBox* m_licence;
    QLineEdit* m_doi;
};

}  // namespace aurora::gui
