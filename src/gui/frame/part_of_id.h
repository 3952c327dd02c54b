#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

class QComboBox;
class QLineEdit;

namespace aurora::gui {

/// The ID that is meant: what was typed, when it is one; else the only ID that holds it, whatever its case.
/// @return empty when there is none, or more than one
[[nodiscard]] QString onlyId(const QStringList& ids, const QString& typed);

/// A sentence that says why what was typed is no Sample ID; empty when it is one.
[[nodiscard]] QString whyNoId(const QStringList& ids, const QString& typed);

/// Lets a part of a Sample ID be typed into a field. Enter, or leaving the field, takes the only ID that holds it; what
/// is in none or several stays as it was typed, and is marked.
class PartOfId final : public QObject
{
    Q_OBJECT

public:
    /// The IDs are those of the field's completer. The field owns this.
    explicit PartOfId(QLineEdit* edit);
    /// An editable box, whose list are the IDs. Makes its completer look for parts.
    explicit PartOfId(QComboBox* box);

    /// Like leaving the field. @return whether an ID took the place of what was typed
    bool take();

Q_SIGNALS:
    void taken(const QString& id);

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] QStringList ids() const;
    void mark(const QString& reason);

    QLineEdit* m_edit;
    bool m_marked = false;
};

}  // namespace aurora::gui
