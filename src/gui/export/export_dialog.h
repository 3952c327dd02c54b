#pragma once

#include "aurora/services/export_samples.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QScrollArea;

namespace aurora::gui {

class CrateForm;

/// Asks what of some samples is written for others, and where to. What was ticked and the form of the RO-Crate come
/// back next time.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @param name  of an archive, without its ending
    ExportDialog(QStringList samples, QString name, QWidget* parent);

    [[nodiscard]] services::ExportRequest request() const;

    /// Looks whether files would be replaced, and asks before they are.
    void accept() override;

Q_SIGNALS:
    void exportRequested(const services::ExportRequest& request);

private:
    QWidget* makeContents();
    QWidget* makeTarget();
    QCheckBox* addTick(const char* name, const QString& text, const QString& tip);
    void restore();
    void remember() const;
    void browse();
    void noteTarget(const QString& path);
    void showTarget();
    void updateState();
    void fit();
    void finish(const services::ExportRequest& request);
    void askToReplace(const services::ExportRequest& request, const QStringList& files);
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QString archiveName() const;

    QStringList m_samples;
    QString m_name;
    QString m_folder;   ///< to write into
    QString m_zipName;  ///< as it was typed or chosen; empty: by what is exported
    QString m_templateFailure;
    std::vector<QCheckBox*> m_ticks;
    QCheckBox* m_bdf = nullptr;
    QCheckBox* m_csv = nullptr;
    QCheckBox* m_xlsx = nullptr;
    QCheckBox* m_hdf5 = nullptr;
    QCheckBox* m_impedance = nullptr;
    QCheckBox* m_cycles = nullptr;
    QCheckBox* m_metadata = nullptr;
    QCheckBox* m_crate = nullptr;
    QRadioButton* m_intoFolder = nullptr;
    QRadioButton* m_intoZip = nullptr;
    QLineEdit* m_target = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_content = nullptr;  ///< all but the reason and the buttons: it is scrolled
    CrateForm* m_form = nullptr;
    QLabel* m_reason = nullptr;
    QPushButton* m_ok = nullptr;
    bool m_looking = false;  ///< for files that are there already
};

}  // namespace aurora::gui
