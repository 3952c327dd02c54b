#pragma once

#include "gui/preferences/json_form.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace aurora::gui {

/// Edits a list of objects that have a label: servers, harvested folders. At the left the labels, with add, copy and
/// remove; at the right the form of the chosen one.
class EntryList final : public QWidget
{
    Q_OBJECT

public:
    /// @param id       for object names: "servers"
    /// @param listKey  how the configuration names the list in its messages: "Servers"
    EntryList(const QString& id, const QString& listKey, std::span<const FieldInfo> fields, const Json& newEntry,
              QWidget* parent = nullptr);

    /// @param entries  a list, or an object of entries by their label; anything else is left alone, and the editor says
    ///                 so
    void setEntries(const Json& entries);

    /// In the form in which they were given. Entries of an object whose labels are not all different come as a list: it
    /// could not hold them.
    [[nodiscard]] Json entries() const;

    /// Label of the chosen entry; empty when none is.
    [[nodiscard]] QString currentLabel() const;

    /// Shows why a value is refused if it is one of the entry on screen. @return whether it is of any of the entries
    bool showProblem(const std::optional<config::RefusedKey>& refused);

    /// Room below the form of the chosen entry.
    [[nodiscard]] QVBoxLayout* belowForm() const noexcept { return m_below; }

Q_SIGNALS:
    void edited();
    void currentChanged();

private:
    QWidget* makeButtons();
    void list(int current);
    void showCurrent();
    void add(Json entry);
    void remove();
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] Json asObject() const;
    [[nodiscard]] std::string freeLabel(const std::string& wanted) const;

    QString m_listKey;
    Json m_newEntry;
    Json m_entries = Json::array();
    bool m_byLabel = false;      ///< the configuration has an object
    bool m_labelInside = false;  ///< whose entries say their label once more
    QListWidget* m_labels;
    JsonForm* m_form;
    QLabel* m_empty;
    QPushButton* m_add = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_remove = nullptr;
    QVBoxLayout* m_below;
};

}  // namespace aurora::gui
